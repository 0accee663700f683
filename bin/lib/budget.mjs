// The weight of the browser's bundle, as it goes over the wire: the brotli files that the site build wrote.
// Every page loads the main WebAssembly and the scripts, and beside them the chunks of the feature it belongs to.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const [pkg, budgetInKilobytes] = process.argv.slice(2);

// A bundle that lost its way in is wonderfully small: the linker drops an app that nothing calls.
const leastForAPageThatLives = 50_000;
const files = readdirSync(pkg, { recursive: true })
  .map((file) => join(pkg, file))
  .filter((file) => /\.(js|wasm|css)$/.test(file))
  .map((file) => ({ name: relative(pkg, file), bytes: weight(file) }))
  .sort((one, other) => other.bytes - one.bytes);

const isMain = ({ name }) => name.endsWith('.js') || /^stoa(\.[\w-]+)?\.wasm$/.test(name);
const isStyle = ({ name }) => name.endsWith('.css');
const main = files.filter((file) => isMain(file) && !isStyle(file));
const total = sum(main);

list('Loaded by every page', main);
list('Loaded with the pages of a feature, in all', features());
list('Styles, outside the budget', files.filter(isStyle));

if (!main.some(({ name }) => name.endsWith('.wasm'))) stop(`No main WebAssembly in ${pkg}.`);
if (total < leastForAPageThatLives) stop(`Only ${kilobytes(total)}: the app itself can't be in there.`);
console.log(`Main bundle: ${kilobytes(total)} of ${budgetInKilobytes} kB, brotli.`);
if (Number(budgetInKilobytes) * 1000 < total) stop(`Over the budget by ${kilobytes(total - budgetInKilobytes * 1000)}.`);

// Which chunks a split-off function needs; the build writes it for the server, which preloads them.
function features() {
  const manifest = filesNamed(/^__wasm_split_manifest.*\.json$/)[0] ?? stop(`No list of chunks in ${pkg}.`);
  const chunks = JSON.parse(readFileSync(join(pkg, manifest), 'utf8'));
  return Object.entries(chunks).map(([name, needed]) => {
    const loaded = files.filter((file) => needed.some((chunk) => file.name === `${chunk}.wasm`));
    const title = `${name.replace(/_\d+$/, '').replaceAll('_', ' ')}: ${loaded.length} files`;
    return { name: `${title}, ${kilobytes(total + sum(loaded))} with the main bundle`, bytes: sum(loaded) };
  });
}

function filesNamed(pattern) {
  return readdirSync(pkg).filter((file) => pattern.test(file));
}

function sum(weighed) {
  return weighed.reduce((bytes, file) => bytes + file.bytes, 0);
}

function weight(file) {
  try {
    return statSync(`${file}.br`).size;
  } catch {
    return stop(`${file} has no brotli file beside it: was the site built with --precompress?`);
  }
}

function list(title, listed) {
  if (listed.length === 0) return;
  console.log(title);
  for (const { name, bytes } of listed) console.log(`  ${kilobytes(bytes).padStart(9)}  ${name}`);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function stop(why) {
  console.error(why);
  process.exit(1);
}
