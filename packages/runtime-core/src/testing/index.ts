export { onnxBytes } from './onnx-bytes.ts';
