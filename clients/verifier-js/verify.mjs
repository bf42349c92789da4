#!/usr/bin/env node
import { createReadStream, readFileSync } from 'node:fs';
import { verifyBundle } from './src/bundle.mjs';

const usage = 'node verify.mjs BUNDLE [--key KEY] [--head FILE]... [--witness KEY]...';

function parse(args) {
  const expected = { key: null, heads: [], witnesses: [] };
  let file = null;
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--key') expected.key = args[++i];
    else if (args[i] === '--head') expected.heads.push(readFileSync(args[++i], 'utf8').replace(/\r\n/g, '\n').replace(/\n*$/, '\n'));
    else if (args[i] === '--witness') expected.witnesses.push(args[++i]);
    else if (file === null && !args[i].startsWith('--')) file = args[i];
    else throw new Error(usage);
  }

  if (file === null) throw new Error(usage);
  return { file, expected };
}

try {
  const { file, expected } = parse(process.argv.slice(2));
  const verdict = await verifyBundle(createReadStream(file, { highWaterMark: 1 << 17 }), expected);
  console.log(JSON.stringify(verdict, null, 2));
  process.exitCode = verdict.verified ? 0 : verdict.code === 'HEAD_FORKED' ? 6 : 3;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
