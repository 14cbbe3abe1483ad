// Bundles the style sheet and the scripts into Django's static files.
// Three files: app.css and app.js for every page, chart.js for pages that draw one.
import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import esbuild from "esbuild";
import * as sass from "sass";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const bundle = path("../src/keqiao/look/static/bundle/");

// Tabler comes as Sass; everything of our own is plain CSS.
const sassFiles = {
  name: "sass",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path: file }) => ({
      contents: sass.compile(file, { loadPaths: [path("node_modules")] }).css,
      loader: "css",
    }));
  },
};

await rm(bundle, { recursive: true, force: true });
await mkdir(bundle, { recursive: true });
await esbuild.build({
  entryPoints: [path("styles/app.css"), path("scripts/app.js"), path("scripts/chart.js")],
  outdir: bundle,
  entryNames: "[name]",
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: "inline",
  format: "iife",
  target: ["es2020", "chrome87", "firefox78", "safari14"],
  // Safari 14 has one rare fault in destructuring; esbuild would refuse all of it.
  supported: { destructuring: true },
  loader: { ".svg": "dataurl" },
  plugins: [sassFiles],
  logLevel: "info",
});
