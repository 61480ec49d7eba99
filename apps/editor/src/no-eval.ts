import { config } from 'zod';

/**
 * The page's policy forbids to make code of text. zod would try whether it may, which browsers report as a breach of the
 * policy, and goes on without. Imported before all that makes schemas, by the page and by its worker.
 */
config({ jitless: true });
