#!/usr/bin/env python3
"""Writes a large dbt project: copies of the jaffle project of the tests, each with names of its own, for measuring how reading grows.

usage: eng/make-scaled-manifest.py COPIES FOLDER     30 copies are 1,500 dbt models, 100 copies 5,000
"""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TESTS_PER_MODEL = 6  # as many as real projects have nodes that are no models


def load(*parts):
    with open(ROOT.joinpath("tests", "data", *parts), encoding="utf-8") as file:
        return json.load(file)


def renamer(names, suffix):
    """A function that renames the project's models wherever they are named: in references, relations, and joins."""
    any_name = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    reference = re.compile(r"\$\{(" + any_name + r")\.")
    whole = re.compile("^(" + any_name + r")\.(\w+)$")
    relation = re.compile(r'("main"\.)"(' + any_name + r')"')

    def rename(value, key=None):
        if isinstance(value, dict):
            # A model's further explores have names of their own in the whole project.
            return {name + suffix if key == "explores" else whole.sub(rf"\1{suffix}.\2", name): rename(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [rename(inner, key) for inner in value]
        if not isinstance(value, str):
            return value
        if key in ("join", "model") and value in names:
            return value + suffix
        return relation.sub(rf'\1"\2{suffix}"', whole.sub(rf"\1{suffix}.\2", reference.sub(rf"${{\1{suffix}.", value)))

    return rename


def not_null_test(model, column, number):
    name = f"not_null_{model['name']}_{column}"
    unique = f"test.jaffle_shop.{name}.{number:010d}"
    return unique, {
        "resource_type": "test", "unique_id": unique, "name": name, "package_name": "jaffle_shop", "schema": "main_dbt_test__audit", "alias": name, "path": name + ".sql",
        "original_file_path": model["original_file_path"], "fqn": model["fqn"] + [name], "config": {"enabled": True, "materialized": "test", "severity": "ERROR", "tags": [], "meta": {}},
        "tags": [], "meta": {}, "columns": {}, "description": "", "raw_code": "{{ test_not_null(**_dbt_generic_test_kwargs) }}", "compiled": True,
        "compiled_code": f"select {column} from {model['relation_name']} where {column} is null", "column_name": column, "attached_node": model["unique_id"],
        "depends_on": {"macros": ["macro.dbt.test_not_null"], "nodes": [model["unique_id"]]}, "test_metadata": {"name": "not_null", "kwargs": {"column_name": column}},
    }


def main(copies, folder):
    manifest, catalog = load("jaffle", "manifest.json"), load("jaffle", "catalog.json")
    models = {unique: node for unique, node in manifest["nodes"].items() if node["resource_type"] == "model"}
    names = {node["name"] for node in models.values()}
    nodes, described, parents = {}, {}, {}
    for copy in range(copies):
        suffix = f"_{copy:04d}"
        rename = renamer(names, suffix)
        for unique, node in models.items():
            model = rename(node)
            name = node["name"] + suffix
            model.update(name=name, alias=name, unique_id=unique + suffix, relation_name=f'"main"."{name}"', description=(node["description"] + " ") * 3)
            model["fqn"][-1] = name
            model["depends_on"] = {"macros": [], "nodes": [one + suffix if one in models else one for one in node["depends_on"]["nodes"]]}
            nodes[model["unique_id"]] = model
            parents[model["unique_id"]] = model["depends_on"]["nodes"]
            if unique in catalog["nodes"]:
                entry = json.loads(json.dumps(catalog["nodes"][unique]))
                entry["unique_id"] = model["unique_id"]
                entry["metadata"]["name"] = name
                described[model["unique_id"]] = entry
            for column in list(model["columns"])[:TESTS_PER_MODEL]:
                test, body = not_null_test(model, column, len(nodes))
                nodes[test] = body
                parents[test] = [model["unique_id"]]

    children = {unique: [] for unique in parents}
    for unique, above in parents.items():
        for one in above:
            children.setdefault(one, []).append(unique)
    # What is skipped unread makes up half of a real manifest.
    macros = load("manifests", "v12", "manifest_1.8.json").get("macros", {})
    manifest.update(nodes=nodes, macros=macros, parent_map=parents, child_map=children)
    catalog["nodes"] = described
    target = pathlib.Path(folder, "target")
    target.mkdir(parents=True, exist_ok=True)
    for file, content in (("manifest.json", manifest), ("catalog.json", catalog)):
        with open(target / file, "w", encoding="utf-8") as out:
            json.dump(content, out)
    print(f"{target}: {len(models) * copies} dbt models, {len(nodes)} nodes")


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    main(int(sys.argv[1]), sys.argv[2])
