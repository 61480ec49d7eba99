import { useMemo } from 'react';
import { useEditor } from '../app/services-context.tsx';
import { portLabel } from '../canvas/port-label.ts';
import { wireColor } from '../canvas/wire-color.ts';
import { type CarriedValue, carriedValues } from '../canvas/zones/carried-values.ts';
import { blankPorts } from '../canvas/zones/carry-value.ts';
import type { ZoneShape } from '../canvas/zones/zone-regions.ts';
import { FarEnd } from './far-end.tsx';
import ports from './node-ports.module.css';
import { Section } from './section.tsx';

/** What a zone hands from step to step, and how it is made to hand on more. */
export function ZoneCarried({ zone }: { readonly zone: ZoneShape }) {
  const document = useEditor(({ history }) => history.document);
  const values = useMemo(() => carriedValues(document, zone), [document, zone]);
  const takesMore = blankPorts(document, zone.start).length > 0;
  return (
    <Section title="Carried from step to step">
      <ul className={ports.ports}>
        {values.map((value) => (
          <Carried key={value.name} {...value} />
        ))}
      </ul>
      {takesMore && (
        <p className={ports.help}>
          To carry one more, wire it to the blank port of the zone's start or end: each step then gets what
          the last one made of it.
        </p>
      )}
    </Section>
  );
}

function Carried({ name, type, first, next }: CarriedValue) {
  return (
    <li className={ports.port}>
      <span className={ports.name}>
        <span className={ports.dot} style={{ backgroundColor: wireColor(type) }} />
        {portLabel(name)}
        {type !== name && (
          <span className={ports.type}>{type === undefined ? 'any type' : portLabel(type)}</span>
        )}
      </span>
      <span className={ports.wires}>
        {first && <FarEnd {...first} says="first from" />}
        {next && <FarEnd {...next} says="then from" />}
      </span>
      {!first && <p className={ports.missing}>The zone's start needs a wire for it.</p>}
      {!next && <p className={ports.missing}>The zone's end needs a wire for it.</p>}
    </li>
  );
}
