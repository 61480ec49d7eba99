import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Custom properties, which style sheets read with `var()`. */
    [name: `--${string}`]: string | number | undefined;
  }
}
