export {
  type HeaderFixture,
  type HeaderTensor,
  headerOfRecipe,
  listFixtures,
  readBytesFixture,
  readHeader,
  readJsonFixture,
  readRecipe,
} from './fixtures.ts';
export { type CheckpointRecipe, makeCheckpoint } from './recipe.ts';
export { headerBytes, sourceOf, sourceOfHeader, withLength } from './safetensors-bytes.ts';
