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
  # Named by its content: a renewal that changes nothing leaves no trace, and a server tells a database of another checkout by the name.
  made=$(ls "$project"/Migrations/*_Initial.cs)
  id=20260101000000_Initial_$(sha256sum < "$made" | cut -c1-8)
  mv "$made" "$project/Migrations/$id.cs"
  mv "${made%.cs}.Designer.cs" "$project/Migrations/$id.Designer.cs"
  sed -i -E "s/\"[0-9]{14}_Initial\"/\"$id\"/" "$project/Migrations/$id.Designer.cs"
done
