export { Float32Backend } from './float32-backend.ts';
