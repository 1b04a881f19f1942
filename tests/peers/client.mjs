// A document and the address of a generated server in; out goes whether a client of others and that server agree.
//
//     node client.mjs specs/getscreen.yaml FOLDER http://127.0.0.1:8080
//
// `openapi-typescript` makes types of the document, `openapi-sampler` makes a request for each operation, and these become
// calls of `openapi-fetch` in FOLDER, written out, so that `tsc` holds them to the types. Then they are called: with the
// credential `secret` each gets a documented success, and without one a 401 where the document requires one.

import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [specification, folder, address] = process.argv.slice(2);
// The packages are in the folder that the script is given, not beside it.
const require = createRequire(path.resolve(folder, "..", "package.json"));
const { sample } = require("openapi-sampler");
const ts = require("typescript");
const yaml = require("yaml");
const { default: openapiTS, astToString } = require("openapi-typescript");

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";
// A sampler of others has no text for a format of ours.
const documented = yaml.parse(await readFile(specification, "utf8"), (_, value) =>
  value?.format === "local-date-time" ? { example: "2024-02-29 12:30:45", ...value } : value,
);

function follow(value) {
  while (value?.$ref) {
    value = value.$ref.slice(2).split("/").reduce((at, key) => at[key.replaceAll("~1", "/").replaceAll("~0", "~")], documented);
  }
  return value;
}

/** The source text of a call. */
function call(route, item, method) {
  const operation = item[method];
  const parameters = new Map();
  for (const parameter of [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(follow)) {
    parameters.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  const params = {};
  for (const { in: place, name, schema, required } of parameters.values()) {
    if (required || place === "query") {
      params[place] = { ...params[place], [name]: sample(schema, { skipReadOnly: true }, documented) };
    }
  }
  const options = [`params: ${JSON.stringify(params)}`];
  const content = follow(operation.requestBody)?.content ?? {};
  const type = [JSON_TYPE, FORM].find((type) => type in content);
  if (type) {
    options.push(`body: ${JSON.stringify(sample(content[type].schema, { skipReadOnly: true }, documented))}`);
  }
  if (type === FORM) {
    options.push(`bodySerializer: form, headers: { "content-type": "${FORM}" }`);
  }
  const open = (operation.security ?? documented.security ?? [{}]).some((schemes) => Object.keys(schemes).length === 0);
  const success = Object.keys(operation.responses).filter((status) => status.startsWith("2"));
  return `  { name: "${method.toUpperCase()} ${route}", open: ${open}, success: ${JSON.stringify(success)},
    call: () => client.${method.toUpperCase()}("${route}", { parseAs: "text", ${options.join(", ")} }) },`;
}

const calls = Object.entries(documented.paths).flatMap(([route, item]) =>
  METHODS.filter((method) => method in item).map((method) => call(route, item, method)),
);
await mkdir(folder, { recursive: true });
await symlink(path.resolve(folder, "..", "node_modules"), path.join(folder, "node_modules")).catch(() => {});
await writeFile(path.join(folder, "package.json"), '{ "type": "module" }\n');
await writeFile(path.join(folder, "api.ts"), astToString(await openapiTS(documented)));
const source = `import createClient from "openapi-fetch";
import type { paths } from "./api";
export const client = createClient<paths>({ baseUrl: "${address}", headers: { accept: "${JSON_TYPE}, */*;q=0.1" } });
const form = (body: object) => {
  const text = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));
  return new URLSearchParams(Object.entries(body).map(([name, value]) => [name, text(value)])).toString();
};
export const calls = [
${calls.join("\n")}
];
`;
const file = path.join(folder, "calls.ts");
await writeFile(file, source);

const settings = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
};
const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([file], settings));
for (const diagnostic of diagnostics) {
  console.log(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
}
const { outputText } = ts.transpileModule(source, { compilerOptions: settings });
await writeFile(path.join(folder, "calls.js"), outputText);
const { client, calls: made } = await import(pathToFileURL(path.join(folder, "calls.js")));

/** Puts the credentials of the first alternative into a request. */
function secured({ request }) {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const name of Object.keys(documented.security?.[0] ?? {})) {
    const scheme = documented.components.securitySchemes[name];
    if (scheme.type === "http") {
      headers.set("authorization", scheme.scheme === "basic" ? `Basic ${btoa("user:secret")}` : "Bearer secret");
    } else if (scheme.in === "query") {
      url.searchParams.set(scheme.name, "secret");
    } else {
      headers.set(scheme.name, "secret");
    }
  }
  return new Request(new Request(url, request), { headers });
}

let wrong = diagnostics.length;
for (const { name, open, success, call } of made) {
  const refused = await call();
  const middleware = { onRequest: secured };
  client.use(middleware);
  const { response, data, error } = await call();
  client.eject(middleware);
  const is = (status) => success.some((known) => known === String(status) || known === `${String(status)[0]}XX`);
  const legible = !response.headers.get("content-type")?.startsWith(JSON_TYPE) || !data || JSON.parse(data) !== undefined;
  if (!is(response.status) || !legible || (!open && refused.response.status !== 401)) {
    console.log(`${name}: ${response.status} ${JSON.stringify(error ?? "")}; without credentials ${refused.response.status}`);
    wrong += 1;
  }
}
console.log(`${made.length} operations, ${wrong} diagnostics`);
process.exit(wrong === 0 && made.length > 0 ? 0 : 1);
