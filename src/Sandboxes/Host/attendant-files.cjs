// The files of a hosted sandbox. Follows attendant.cjs in the same script, whose names it uses: what is run in a sandbox is one text.
function entry(place) {
  const link = fs.lstatSync(place);
  let facts = link;
  let target;
  if (link.isSymbolicLink()) {
    target = fs.readlinkSync(place);
    try { facts = fs.statSync(place); } catch { /* leads nowhere */ }
  }
  const kind = facts.isDirectory() ? "d" : facts.isFile() ? "f" : link.isSymbolicLink() ? "l" : "o";
  const mode = facts.mode & 0o7777;
  const letters = [6, 3, 0].map((shift) => ["r", "w", "x"].map((letter, at) => (mode >> shift) & (4 >> at) ? letter : "-").join("")).join("");
  return {
    name: path.basename(place) || "/", path: place, kind, size: facts.size, mode, permissions: (kind === "d" ? "d" : link.isSymbolicLink() ? "L" : "-") + letters,
    modified: facts.mtime.toISOString(), target,
  };
}

function list(root, depth, found) {
  for (const one of fs.readdirSync(root)) {
    if (found.length >= mostEntries) throw new Refusal("resource_exhausted", `there are more than ${mostEntries} entries; list a smaller folder`);
    const place = path.join(root, one);
    let known;
    try { known = entry(place); } catch { continue; /* it went away meanwhile */ }
    found.push(known);
    if (depth > 1 && known.kind === "d" && known.target === undefined) {
      try { list(place, depth - 1, found); } catch (fault) { if (fault instanceof Refusal) throw fault; }
    }
  }
  return found;
}

function read({ path: name, offset, length }) {
  const place = resolve(name);
  const facts = fs.statSync(place);
  if (facts.isDirectory()) throw new Refusal("invalid_argument", `path '${place}' is a directory`);
  // A pipe or a terminal would hold everything up.
  if (!facts.isFile()) throw new Refusal("invalid_argument", `path '${place}' is not a file`);
  const file = fs.openSync(place, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  try {
    const buffer = Buffer.alloc(Math.min(length, Math.max(facts.size - offset, 0)));
    const bytes = buffer.length === 0 ? 0 : fs.readSync(file, buffer, 0, buffer.length, offset);
    return { size: facts.size, modified: facts.mtime.toISOString(), data: buffer.subarray(0, bytes).toString("base64") };
  } finally {
    fs.closeSync(file);
  }
}

function write({ handle, path: name, data, close }) {
  if (handle === undefined) {
    const place = resolve(name);
    const before = fs.statSync(place, { throwIfNoEntry: false });
    if (before?.isDirectory()) throw new Refusal("invalid_argument", `path '${place}' is a directory`);
    if (before && !before.isFile()) throw new Refusal("invalid_argument", `path '${place}' is not a file`);
    fs.mkdirSync(path.dirname(place), { recursive: true, mode: 0o755 });
    handle = ++lastHandle;
    writers.set(handle, { place, file: fs.openSync(place, "w", 0o666) });
  }
  const writer = writers.get(handle);
  if (!writer) throw new Refusal("internal", "this file is not open");
  try {
    const bytes = Buffer.from(data ?? "", "base64");
    for (let at = 0; at < bytes.length;) at += fs.writeSync(writer.file, bytes, at);
  } catch (fault) {
    close = true;
    throw refusalOf(fault, writer.place);
  } finally {
    if (close) {
      fs.closeSync(writer.file);
      writers.delete(handle);
    }
  }
  return { handle, path: writer.place, name: path.basename(writer.place) };
}

function makeDir(place) {
  const before = fs.statSync(place, { throwIfNoEntry: false });
  if (before) throw before.isDirectory() ? new Refusal("already_exists", `directory already exists: ${place}`) : new Refusal("invalid_argument", `path '${place}' is not a directory`);
  fs.mkdirSync(place, { recursive: true, mode: 0o755 });
  return { entry: entry(place) };
}

// Folders that the sandbox was made with: they stay, whatever is in them.
function isFixed(place) { return ["/", "/workspace", "/tmp", "/home/user"].includes(place); }

function remove(place) {
  // Before anything in it is gone.
  if (isFixed(place)) throw new Refusal("permission_denied", `'${place}' itself stays; what is in it can be removed`);
  fs.rmSync(place, { recursive: true, force: true });
  return {};
}

function move({ source, destination }) {
  const place = at(source, (found) => {
    if (isFixed(found)) throw new Refusal("permission_denied", `'${found}' itself stays; what is in it can be moved`);
    return fs.lstatSync(found) && found;
  });
  // Whatever goes wrong from here on lies at the other end.
  return at(destination, (target) => {
    if (target.startsWith(`${place}/`)) throw new Refusal("invalid_argument", `'${place}' cannot be moved into itself`);
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o755 });
    try { fs.renameSync(place, target); } catch (fault) {
      if (fault.code !== "EXDEV") throw fault;
      // Before anything is copied that could not be taken away.
      at(path.dirname(place), (folder) => fs.accessSync(folder, fs.constants.W_OK));
      const isNew = !fs.existsSync(target);
      try { fs.cpSync(place, target, { recursive: true, verbatimSymlinks: true }); } catch (cause) {
        if (isNew) fs.rmSync(target, { recursive: true, force: true });
        throw cause;
      }
      at(source, () => fs.rmSync(place, { recursive: true }));
    }
    return { entry: entry(target) };
  });
}
