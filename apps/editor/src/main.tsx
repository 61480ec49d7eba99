import './no-eval.ts';
import '@fontsource-variable/inter/index.css';
import './theme/tokens.css';
import './theme/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { RootBoundary } from './app/root-boundary.tsx';
import { createServices } from './app/services.ts';
import { ServicesProvider } from './app/services-context.tsx';

const services = createServices();
await services.openFirst();

createRoot(document.getElementById('root')!).render(
  <ServicesProvider value={services}>
    <RootBoundary>
      <App />
    </RootBoundary>
  </ServicesProvider>,
);
