// Validates the documents of a YAML file against the schemas of their kinds. Prints one line for each mistake; exits with 1 if there is one.
import { readFileSync } from "node:fs";
import { loadAll } from "js-yaml";

let mistakes = 0;

for (const document of loadAll(readFileSync(process.argv[2], "utf8"))) {
  if (!document) {
    continue;
  }
  const { apiVersion, kind, metadata } = document;
  const models = apiVersion.startsWith("gateway.networking.k8s.io/")
    ? "@kubernetes-models/gateway-api"
    : "kubernetes-models";
  try {
    const Model = (await import(`${models}/${apiVersion}/${kind}`))[kind];
    new Model(document).validate();
  } catch (error) {
    mistakes++;
    console.log(`${kind} ${metadata?.name}: ${error.message.replaceAll("\n", " ")}`);
  }
}
process.exit(mistakes === 0 ? 0 : 1);
