export {
  headerOfRecipe,
  listFixtures,
  readBytesFixture,
  readHeader,
  readJsonFixture,
  readRecipe,
  readTokenizerFixture,
} from './fixtures.ts';
export { type CheckpointRecipe, makeCheckpoint } from './recipe.ts';
export {
  type HeaderFixture,
  type HeaderTensor,
  headerBytes,
  sourceOf,
  sourceOfHeader,
  withLength,
} from './safetensors-bytes.ts';
export { tableOf } from './tables.ts';
