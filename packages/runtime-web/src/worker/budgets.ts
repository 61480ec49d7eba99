import type { WorkloadLimits } from '@latentgraph/graph-core';
import { workloadLimits } from '@latentgraph/runtime-core';
import type { Findings } from '../devices/find-devices.ts';

/** What a machine has that does not tell. */
const USUAL_GIGABYTES = 4;
const SESSION_SHARE = 0.4;
const CACHE_SHARE = 0.04;
/** WebAssembly addresses 4 GB, of which sessions also need room to compute. */
const MOST_SESSION_BYTES = 2.5 * 2 ** 30;

const MOST_PAGE_GIGABYTES = 8;

/** How much the weights of open sessions may take: above it, the text encoder is closed before the UNet opens. */
export function sessionBudget({ memoryGigabytes }: Findings): number {
  return Math.min((memoryGigabytes ?? USUAL_GIGABYTES) * SESSION_SHARE * 2 ** 30, MOST_SESSION_BYTES);
}

/** How much results that are kept between runs may take. */
export function cacheBudget({ memoryGigabytes }: Findings): number {
  return (memoryGigabytes ?? USUAL_GIGABYTES) * CACHE_SHARE * 2 ** 30;
}

/** What pictures, masks and noise of one run may come to. Browsers give a page a few gigabytes, whatever there is. */
export function runLimits({ memoryGigabytes }: Findings): WorkloadLimits {
  const gigabytes = Math.min(memoryGigabytes ?? USUAL_GIGABYTES, MOST_PAGE_GIGABYTES);
  return workloadLimits(gigabytes * 2 ** 30);
}
