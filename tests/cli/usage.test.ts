import { describe, expect, it } from 'vitest';
import { latentgraph } from './cli.ts';

describe('latentgraph, called in various ways', () => {
  it('says what to do next when called with nothing', async () => {
    const { code, stdout, stderr } = await latentgraph([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('latentgraph run FILE');
  });

  it('lists every command in its help', async () => {
    const { code, stdout } = await latentgraph(['--help']);
    expect(code).toBe(0);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+)(?: \[.*)? {2}/gm)].map(([, name]) => name);
    expect(commands).toEqual(['run', 'validate', 'inspect', 'serve', 'nodes', 'doctor', 'models', 'help']);
  });

  it.each([
    [['paint'], "unknown command 'paint'"],
    [['run'], "missing required argument 'file'"],
    [['run', 'a.json', 'b.json'], 'too many arguments'],
    [['run', 'a.json', '--seed', '-1'], 'A seed is a whole number from 0 to 18446744073709551615.'],
    [['run', 'a.json', '--seed', '18446744073709551616'], 'A seed is a whole number'],
    [['run', 'a.json', '--device', 'abacus'], 'Allowed choices are auto, cpu, cuda, webgpu.'],
    [['run', 'a.json', '--steps', '3'], "unknown option '--steps'"],
    [['models', 'add'], "missing required argument 'path'"],
    [['models'], 'Usage: latentgraph models'],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await latentgraph(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('prints its version', async () => {
    const { code, stdout } = await latentgraph(['--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
