#!/usr/bin/env bash
# Writes the one migration of each database anew from the model. Until the first release there is one, and a database of an older checkout is
# made again; after it, migrations are added and never changed.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore > /dev/null
for provider in Sqlite Postgres; do
  project=src/Migrations.$provider
  rm -rf "$project/Migrations"
  dotnet build "$project" -v quiet -m:1 -p:RunAnalyzers=false
  dotnet ef migrations add Initial --no-build --project "$project" --startup-project "$project" --context VitrineDatabase
  # A constant name and time: a renewal changes what the model changed, and nothing else.
  for file in "$project"/Migrations/*_Initial.cs "$project"/Migrations/*_Initial.Designer.cs; do
    mv "$file" "$project/Migrations/20260101000000_${file##*/*_}"
  done
  sed -i -E 's/"[0-9]{14}_Initial"/"20260101000000_Initial"/' "$project/Migrations/20260101000000_Initial.Designer.cs"
done
