#!/usr/bin/env bash
# Writes manifest.json and catalog.json of the demo shop and of the tests' third project anew from their dbt projects. A test fails when they are behind.
set -euo pipefail
cd "$(dirname "$0")/.."
for folder in demo tests/data/third; do
  for file in manifest catalog; do [ -f "$folder/$file.json" ] || echo '{}' > "$folder/$file.json"; done
done
. eng/built.sh
dotnet build tests/Unit -c "$configuration" -v quiet
VITRINE_WRITE_DEMO_MANIFEST=1 "$(built Unit Vitrine.Unit)" -method '*Manifest_and_catalog_are_what_the_dbt_project_says' -noLogo -noColor
