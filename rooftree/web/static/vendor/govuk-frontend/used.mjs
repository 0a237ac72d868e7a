// What is taken from GOV.UK Frontend: `esbuild used.mjs --bundle --format=esm --minify --outfile=govuk-frontend.min.js`.
export { createAll, Button, CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink } from "govuk-frontend";
