// Holds deny.toml's two promises without cargo-deny: who may depend on what, and under which licences.
// Reads `cargo metadata` from standard input, prints one line per broken promise.

import { readFileSync } from 'node:fs';

const deny = readFileSync('deny.toml', 'utf8');
const metadata = JSON.parse(readFileSync(0, 'utf8'));
const ours = new Set(metadata.workspace_members);
const packages = metadata.packages.map((p) => ({ ...p, ours: ours.has(p.id) }));
const problems = [...brokenDirections(), ...unknownLicences()];

for (const problem of problems) console.log(problem);
if (problems.length === 0) console.log(`${packages.length} packages depend on each other as deny.toml allows.`);
process.exit(problems.length === 0 ? 0 : 1);

// `{ crate = "x", wrappers = ["a", "b"], reason = "…" }`: of our crates, only a and b may name x.
function* brokenDirections() {
  const rule = /\{\s*crate\s*=\s*"([^"]+)"(?:,\s*wrappers\s*=\s*\[([^\]]*)\])?[^}]*?reason\s*=\s*"([^"]*)"/g;
  const rules = [...section('bans').matchAll(rule)];
  if (rules.length === 0) yield 'deny.toml: no rule was found under [bans].';
  for (const [, banned, list = '', reason] of rules) {
    const allowed = new Set(strings(list));
    for (const { name, ours, dependencies } of packages) {
      if (!ours || allowed.has(name)) continue;
      if (dependencies.some((d) => d.name === banned)) yield `${name} depends on ${banned}: ${reason}`;
    }
  }
  // cargo-deny can't tell a test's dependency from the program's own.
  for (const { name, ours, dependencies } of packages) {
    if (ours && dependencies.some((d) => d.name === 'testkit' && d.kind !== 'dev')) {
      yield `${name} depends on testkit outside its tests.`;
    }
  }
}

function* unknownLicences() {
  const licences = section('licenses');
  const allowed = new Set(strings(licences.match(/^allow\s*=\s*\[([\s\S]*?)\]/m)?.[1] ?? ''));
  const clarified = new Set([...licences.matchAll(/crate\s*=\s*"([^"]+)"/g)].map((match) => match[1]));
  for (const { name, version, license, ours } of packages) {
    if (ours || clarified.has(name) || (license && holds(license, allowed))) continue;
    yield `${name} ${version} is under ${license ?? 'no stated licence'}, which deny.toml does not allow.`;
  }
}

// SPDX's AND binds tighter than its OR; the old slash means OR. One level of brackets is all that is in use.
function holds(expression, allowed) {
  const bracket = expression.match(/\(([^()]*)\)/);
  if (bracket) return holds(expression.replace(bracket[0], holds(bracket[1], allowed) ? '+' : '-'), allowed);
  return expression
    .split(/\s+OR\s+|\s*\/\s*/)
    .some((choice) => choice.split(/\s+AND\s+/).every((part) => part.trim() === '+' || allowed.has(part.trim())));
}

// Everything from [name] or [[name.…]] up to the next section of another name.
function section(name) {
  let inside = false;
  return deny
    .split('\n')
    .filter((line) => {
      const heading = line.match(/^\[+([\w.]+)\]+/);
      if (heading) inside = heading[1].split('.')[0] === name;
      return inside && !line.trimStart().startsWith('#');
    })
    .join('\n');
}

function strings(list) {
  return [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
}
