import {
  Blend,
  Box,
  ChartNoAxesColumnDecreasing,
  CircleHelp,
  GitFork,
  Grid2x2,
  Hash,
  Image,
  type LucideIcon,
  Package,
  Repeat,
  TextQuote,
} from 'lucide-react';

const icons: Readonly<Record<string, LucideIcon>> = {
  Loading: Package,
  Conditioning: TextQuote,
  Schedule: ChartNoAxesColumnDecreasing,
  Denoising: Repeat,
  Latent: Grid2x2,
  Image,
  Mask: Blend,
  Values: Hash,
  Flow: GitFork,
};

/** The picture of a category of nodes; undefined stands for a type that is not known. */
export function categoryIcon(category: string | undefined): LucideIcon {
  if (category === undefined) return CircleHelp;
  return icons[category] ?? Box;
}
