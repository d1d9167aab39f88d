"use strict";
// Elements and texts are made here, never markup: what a program says stays text.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const SVG = "http://www.w3.org/2000/svg";
  const el = (tag, name, ...parts) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...parts.filter((part) => part !== null && part !== ""));
    return made;
  };
  const draw = (tag, attributes, ...parts) => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...parts);
    return made;
  };
  const state = { unit: 0, step: 0, zoom: 0, pinned: 0 };
  const unit = () => data.units[state.unit];
  const step = () => unit().steps[state.step];
  // A guard's sign.
  const shield = () => draw("svg", { class: "shield", viewBox: "0 0 12 12", "aria-hidden": "true" },
    draw("path", { d: "M6 .6 11 2.4v3.4c0 2.9-2.1 4.8-5 5.6C3.1 10.600 1 8.700 1 5.800V2.400z" }));
  const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

  // Texts of the program, with the little colour that helps to read them.
  const KEYWORDS = new Set(("False None True and as assert async await break case class continue def del elif else except finally for from " +
    "global if import in is lambda match nonlocal not or pass raise return try type while with yield").split(" "));
  const BUILTINS = new Set(("abs all any bool bytes callable chr dict dir divmod enumerate filter float format frozenset getattr hasattr hash " +
    "int isinstance issubclass iter len list map max min next object open ord pow print property range repr reversed round set setattr " +
    "slice sorted staticmethod str sum super tuple type vars zip").split(" "));
  const TOKEN = new RegExp([
    "(#[^\\n]*)",
    "([rbuft]{0,2}(?:\"\"\"(?:\\\\[^]|(?!\"\"\")[^\\\\])*(?:\"\"\"|$)|'''(?:\\\\[^]|(?!''')[^\\\\])*(?:'''|$)|\"(?:\\\\[^]|[^\"\\\\\\n])*\"?|'(?:\\\\[^]|[^'\\\\\\n])*'?))",
    "(\\b(?:0[xob][0-9a-f_]+|[0-9][0-9_]*(?:\\.[0-9_]*)?(?:e[+-]?[0-9]+)?j?))",
    "([A-Za-z_\\u0080-\\uffff][\\w\\u0080-\\uffff]*)",
  ].join("|"), "gi");
  const tokens = (text) => {
    const lines = [[]];
    const put = (part, name) => part.split("\n").forEach((piece, n) => {
      if (n > 0) lines.push([]);
      if (piece) lines[lines.length - 1].push(name ? el("span", name, piece) : piece);
    });
    let end = 0;
    for (const found of text.matchAll(TOKEN)) {
      put(text.slice(end, found.index), "");
      const [all, comment, string, number, word] = found;
      const name = comment ? "tok-c" : string ? "tok-s" : number ? "tok-n"
        : KEYWORDS.has(word) ? "tok-k" : BUILTINS.has(word) ? "tok-b" : "";
      put(all, name);
      end = found.index + all.length;
    }
    put(text.slice(end), "");
    return lines;
  };

  // Remarks.
  const remarkOf = (remark) => {
    const made = el("div", `remark ${remark.kind}`, el("b", "", remark.id), el("span", "what", remark.name));
    if (remark.times > 1) made.append(el("span", "what", `×${remark.times}`));
    if (remark.kind === "missed") made.append(el("span", "", remark.reason));
    if (remark.kind === "applied") {
      const short = (text) => text.length <= 60 && !text.includes("\n");
      if (short(remark.before) && short(remark.after)) {
        const after = remark.before === remark.after ? el("span", "", "one constant") : el("code", "", remark.after || "∅");
        made.append(el("code", "", remark.before || "∅"), el("span", "", " → "), after);
      } else {
        const first = (remark.before.split("\n")[0] || "∅").slice(0, 60);
        const texts = el("details", "", el("summary", "", el("code", "", `${first} → …`)));
        texts.append(el("pre", "", remark.before), el("div", "what", "became"), el("pre", "", remark.after || "∅"));
        made.append(texts);
      }
      for (const guard of remark.guards) made.append(el("span", "guard", shield(), guard));
    }
    return made;
  };
  const byLine = new Map();
  for (const remark of data.remarks) {
    if (!byLine.has(remark.line)) byLine.set(remark.line, []);
    byLine.get(remark.line).push(remark);
  }

  // Source.
  const showSource = () => {
    const lines = tokens(data.source.join("\n"));
    // The last line of a text that ends in a newline is none.
    if (lines.length > 1 && lines[lines.length - 1].length === 0) lines.pop();
    const out = document.createDocumentFragment();
    lines.forEach((parts, n) => {
      const number = n + 1;
      const remarks = byLine.get(number) || [];
      const guards = [...new Set(remarks.flatMap((remark) => remark.guards || []))];
      const sign = el("span", "sign", guards.length ? shield() : "");
      if (guards.length) sign.title = `guarded by ${guards.join(", ")}`;
      const line = el("div", "line", el("span", "no", String(number)), sign, el("span", "text", ...parts));
      line.dataset.line = number;
      out.append(line, ...remarks.map(remarkOf));
    });
    $("source").replaceChildren(out);
    $("source-note").textContent = plural(lines.length, "line");
  };

  // Functions and their passes.
  const showUnits = () => {
    $("unit").replaceChildren(...data.units.map((one, n) => {
      const changes = one.steps.length - 1;
      const place = one.name === "<module>" ? "" : `:${one.line}`;
      const option = el("option", "", `${one.name}${place} (${changes})`);
      option.value = n;
      return option;
    }));
  };
  const counted = (one) => {
    const count = (mark) => (one.rows || []).filter((row) => row[0] === mark).length;
    return [count("+"), count("-")];
  };
  const showSteps = () => {
    $("steps").replaceChildren(...unit().steps.map((one, n) => {
      const about = data.steps[one.step];
      const [plus, minus] = counted(one);
      const count = el("span", "count");
      if (one.gone) count.append("gone");
      else if (n > 0) count.append(el("span", "p", `+${plus}`), " ", el("span", "m", `−${minus}`));
      const title = about.title || madeBy(about).map((rewrite) => rewrite[0]).join(", ");
      const round = about.round > 1 ? `, round ${about.round}` : "";
      const button = el("button", about.kind, el("span", "name", about.name), count, el("span", "title", title + round));
      button.type = "button";
      if (n === state.step) button.setAttribute("aria-current", "step");
      button.addEventListener("click", () => go(state.unit, n));
      return el("li", "", button);
    }));
    const current = $("steps").querySelector("[aria-current]");
    if (current) current.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  // The rewrites of graphs that a step makes in this function.
  const madeBy = (about) => about.rewrites.filter(([id]) => about.kind !== "tree" && unit().made.includes(id));
  const linesOf = (one) => new Set(one.steps.flatMap((each) => (each.rows || []).map((row) => row[6])));

  // The listing.
  const showListing = () => {
    const one = step(), about = data.steps[one.step];
    const head = el("p", "", el("b", "", about.title ? `${about.name} ${about.title}` : about.name), ` — ${about.sentence}`);
    const lines = linesOf(unit());
    const remarks = data.remarks.filter((remark) => remark.id === about.name && remark.kind === "applied" && lines.has(remark.line));
    const here = madeBy(about).map(([id, name]) => `${id} ${name}`);
    const made = here.length ? [el("p", "", `Made here: ${here.join(", ")}`)] : [];
    $("about").replaceChildren(head, ...made, ...remarks.slice(0, 20).map(remarkOf));
    if (one.gone) {
      $("listing").replaceChildren(el("p", "empty", "This pass removed the function: nothing makes it any more."));
      return;
    }
    const out = document.createDocumentFragment();
    const handlers = new Set((one.edges || []).filter((edge) => edge[2] === "except").map((edge) => edge[1]));
    let block = -1, last = -1;
    for (const [mark, number, opname, arg, guard, target, line] of one.rows) {
      if (number !== block) {
        block = number;
        last = -1;
        const name = el("div", "block", one.blocks[block] ?? "");
        if (handlers.has(block)) name.append(el("span", "handles", "handler"));
        const caught = (one.edges || []).filter((edge) => edge[2] === "except" && edge[0] === block).map((edge) => one.blocks[edge[1]]);
        if (caught.length) name.append(el("span", "caught", `exceptions → ${caught.join(", ")}`));
        name.dataset.block = block;
        out.append(name);
      }
      const meaning = el("span", "arg", arg);
      if (guard) meaning.append(el("span", "guard", shield(), `${guard} `));
      if (target) meaning.append(el("span", "to", `→ ${target}`));
      const sign = mark === "+" ? "+" : mark === "-" ? "−" : "";
      const row = el("div", `row${mark === "+" ? " plus" : mark === "-" ? " minus" : ""}`,
        el("span", "mark", sign), el("span", "no", line && line !== last ? String(line) : ""), el("span", "ins", el("span", "op", opname), " ", meaning));
      row.dataset.line = line;
      row.dataset.block = mark === "-" ? "" : block;
      if (mark === "-") row.setAttribute("aria-label", `removed: ${opname} ${arg}`);
      last = line;
      out.append(row);
    }
    $("listing").replaceChildren(out);
    $("listing").scrollTop = 0;
    const changed = $("listing").querySelector(".plus, .minus");
    if (changed && changed.offsetTop - $("listing").offsetTop > $("listing").clientHeight - 40) {
      $("listing").scrollTop = changed.offsetTop - $("listing").offsetTop - 60;
    }
  };

  // The graph.
  const path = (points) => {
    let text = `M${points[0]},${points[1]}`;
    const at = (n) => [points[2 * n], points[2 * n + 1]];
    const count = points.length / 2;
    for (let n = 1; n < count; n++) {
      const [x, y] = at(n);
      if (n + 1 < count) {
        // Rounded corners, as far as the neighbouring pieces leave room.
        const [px, py] = at(n - 1), [nx, ny] = at(n + 1);
        const before = Math.hypot(x - px, y - py), behind = Math.hypot(nx - x, ny - y);
        const r = Math.min(5, before / 2, behind / 2);
        if (before && behind) {
          text += `L${x - ((x - px) / before) * r},${y - ((y - py) / before) * r}`;
          text += `Q${x},${y} ${x + ((nx - x) / behind) * r},${y + ((ny - y) / behind) * r}`;
          continue;
        }
      }
      text += `L${x},${y}`;
    }
    return text;
  };
  const showGraph = () => {
    const one = step();
    if (!one.boxes) {
      $("graph").replaceChildren(el("p", "empty", one.gone ? "" : "This graph is too large to be drawn."));
      return;
    }
    const [width, height] = one.size;
    const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    svg.append(draw("title", {}, `Control-flow graph of ${unit().name} behind ${data.steps[one.step].name}: ` +
      `${plural(one.boxes.length, "block")}, ${plural(one.edges.length, "edge")}`));
    const handlers = new Set(one.edges.filter((edge) => edge[2] === "except").map((edge) => edge[1]));
    for (const [from, to, kind, back, points] of one.edges) {
      const name = `${kind}${back ? " back" : ""}`;
      const line = draw("path", { class: `edge ${name}`, d: path(points) });
      line.append(draw("title", {}, `${one.blocks[from]} → ${one.blocks[to]}: ${back ? "back, " : ""}${kind === "slow" ? "guard fails" : kind}`));
      line.dataset.from = from;
      const x = points[points.length - 2], y = points[points.length - 1];
      svg.append(line, draw("path", { class: `tip ${name}`, d: `M${x},${y}l-4,-8h8z` }));
    }
    const rows = one.boxes.map(() => []);
    for (const row of one.rows) if (row[0] !== "-") rows[row[1]].push(row);
    one.boxes.forEach(([x, y, w, h], n) => {
      const box = draw("g", { class: `box${handlers.has(n) ? " handler" : ""}`, transform: `translate(${x},${y})` });
      box.dataset.block = n;
      box.append(draw("rect", { class: "frame", width: w, height: h, rx: 5 }),
        draw("rect", { class: "head", x: 1, y: 1, width: w - 2, height: 19, rx: 4 }),
        draw("text", { class: "name", x: 9, y: 15 }, `${one.blocks[n]}${n === 0 ? " · entry" : handlers.has(n) ? " · handler" : ""}`));
      const shown = rows[n].length > one.rows_max ? rows[n].slice(0, one.rows_max) : rows[n];
      shown.forEach(([mark, , opname, arg, guard, target, line], place) => {
        const top = 24 + 16 * place;
        const what = guard ? `guard ${guard}` : target ? `→ ${target}` : arg;
        const room = one.chars_max - opname.length - 1;
        const cut = what.length > room ? `${what.slice(0, Math.max(room - 1, 0))}…` : what;
        const group = draw("g", { class: mark === "+" ? "plus" : "" },
          draw("rect", { class: "stripe", x: 2, y: top, width: w - 4, height: 16 }),
          draw("text", { class: "ins", x: 9, y: top + 12 }, opname + " ", draw("tspan", { class: guard ? "guard" : "what" }, cut)));
        group.dataset.line = line;
        box.append(group);
      });
      if (shown.length < rows[n].length) {
        box.append(draw("text", { class: "name", x: 9, y: 36 + 16 * shown.length }, `… ${rows[n].length - shown.length} more`));
      }
      svg.append(box);
    });
    $("graph").replaceChildren(svg);
    scale();
  };
  const wide = () => document.body.classList.contains("wide-graph");
  const scale = () => {
    const svg = $("graph").querySelector("svg"), one = step();
    if (!svg || !one.size) return;
    const room = $("graph").clientWidth - 14;
    const fit = Math.max(Math.min(1, room / one.size[0]), wide() ? 0.4 : 0.72);
    const factor = fit * 1.25 ** state.zoom;
    svg.setAttribute("width", one.size[0] * factor);
    svg.setAttribute("height", one.size[1] * factor);
    // The entry is where one begins to read.
    const [x, , width] = one.boxes[0];
    $("graph").scrollLeft = (x + width / 2) * factor - room / 2;
  };

  // What belongs together.
  const light = (line) => {
    document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
    if (line > 0) document.querySelectorAll(`[data-line="${Number(line)}"]`).forEach((found) => found.classList.add("lit"));
  };
  const lightBlock = (block) => {
    document.querySelectorAll(".lit-block, .lit-edge").forEach((lit) => lit.classList.remove("lit-block", "lit-edge"));
    if (block === "" || block === undefined) return;
    document.querySelectorAll(`.box[data-block="${Number(block)}"], .block[data-block="${Number(block)}"]`).forEach((found) => found.classList.add("lit-block"));
    document.querySelectorAll(`.edge[data-from="${Number(block)}"]`).forEach((found) => found.classList.add("lit-edge"));
  };
  const hovered = (event) => {
    const at = event.target.closest("[data-line]");
    light(at ? at.dataset.line : state.pinned);
    const block = event.target.closest("[data-block]");
    lightBlock(block ? block.dataset.block : "");
  };
  for (const id of ["source", "listing", "graph"]) {
    $(id).addEventListener("pointerover", hovered);
    $(id).addEventListener("pointerleave", () => { light(state.pinned); lightBlock(""); });
    $(id).addEventListener("click", (event) => {
      const at = event.target.closest("[data-line]");
      if (!at || String(getSelection())) return;
      const line = Number(at.dataset.line);
      state.pinned = state.pinned === line ? 0 : line;
      if (id === "source" && state.pinned && !linesOf(unit()).has(line)) {
        // The innermost function that has code there.
        let best = -1, size = Infinity;
        data.units.forEach((one, n) => {
          const lines = linesOf(one);
          if (lines.has(line) && lines.size < size) [best, size] = [n, lines.size];
        });
        if (best >= 0) go(best, data.units[best].steps.length - 1);
      }
      light(state.pinned);
      for (const other of ["source", "listing"]) {
        const first = other !== id && state.pinned && $(other).querySelector(`[data-line="${line}"]`);
        if (first) first.scrollIntoView({ block: "nearest" });
      }
    });
  }
  // The same with keys: those that go up and down mark lines of the source.
  $("source").addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const from = state.pinned || unit().line || 1;
    const line = $("source").querySelector(`.line[data-line="${from + by}"]`);
    if (!line) return;
    state.pinned = from + by;
    light(state.pinned);
    line.scrollIntoView({ block: "nearest" });
    const here = $("listing").querySelectorAll(`[data-line="${state.pinned}"]`);
    if (here.length) here[0].scrollIntoView({ block: "nearest" });
    const remarks = (byLine.get(state.pinned) || []).map((remark) => `${remark.kind} ${remark.name}`);
    $("said").textContent = [`line ${state.pinned}`, plural(here.length, "instruction"), ...remarks].join(", ");
  });
  const showInside = () => {
    const lines = linesOf(unit());
    $("source").querySelectorAll(".line").forEach((line) => line.classList.toggle("inside", lines.has(Number(line.dataset.line))));
  };

  const go = (number, place) => {
    const before = state.unit;
    state.unit = Math.min(Math.max(number, 0), data.units.length - 1);
    state.step = Math.min(Math.max(place, 0), unit().steps.length - 1);
    $("unit").value = state.unit;
    $("back").disabled = state.step === 0;
    $("on").disabled = state.step === unit().steps.length - 1;
    showSteps();
    showListing();
    showGraph();
    showInside();
    light(state.pinned);
    if (before !== state.unit && !state.pinned) {
      const first = $("source").querySelector(`[data-line="${unit().line}"]`);
      if (first) $("source").scrollTop = first.offsetTop - $("source").offsetTop - 8;
    }
    const [plus, minus] = counted(step());
    $("said").textContent = `${unit().name}, ${data.steps[step().step].name}, ${plus} added, ${minus} removed`;
    try { history.replaceState(null, "", `#${state.unit}.${state.step}`); } catch { /* a page without an address */ }
  };
  $("back").addEventListener("click", () => go(state.unit, state.step - 1));
  $("on").addEventListener("click", () => go(state.unit, state.step + 1));
  $("unit").addEventListener("change", () => go(Number($("unit").value), data.units[$("unit").value].steps.length - 1));
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("select, input, textarea")) return;
    const keys = {
      ArrowLeft: [0, -1], k: [0, -1], ArrowRight: [0, 1], j: [0, 1], "[": [-1, 0], "]": [1, 0],
    };
    if (event.key === "Escape" && wide()) widen();
    const move = keys[event.key];
    if (!move) return;
    event.preventDefault();
    const number = state.unit + move[0];
    if (move[0] === 0) go(state.unit, state.step + move[1]);
    else if (data.units[number]) go(number, data.units[number].steps.length - 1);
  });
  for (const [id, by] of [["smaller", -1], ["larger", 1]]) $(id).addEventListener("click", () => { state.zoom += by; scale(); });
  $("fit").addEventListener("click", () => { state.zoom = 0; scale(); });
  addEventListener("resize", scale);
  const widen = () => {
    const on = document.body.classList.toggle("wide-graph");
    $("widen").setAttribute("aria-pressed", String(on));
    scale();
  };
  $("widen").addEventListener("click", widen);

  // What is shown, and how.
  for (const [id, name] of [["with-remarks", "no-remarks"], ["with-graphs", "no-graphs"], ["with-removed", "no-removed"]]) {
    const set = () => document.body.classList.toggle(name, !$(id).checked);
    $(id).addEventListener("change", set);
    set();
  }
  const THEMES = ["auto", "light", "dark"];
  const remembered = () => { try { return localStorage.getItem("pyopt-theme"); } catch { return null; } };
  const setTheme = (theme) => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    $("theme").textContent = `Theme: ${theme}`;
    $("theme").dataset.now = theme;
    try { localStorage.setItem("pyopt-theme", theme); } catch { /* not to be remembered */ }
  };
  $("theme").addEventListener("click", () => setTheme(THEMES[(THEMES.indexOf($("theme").dataset.now) + 1) % 3]));
  setTheme(THEMES.includes(remembered()) ? remembered() : "auto");

  $("file").textContent = data.file;
  const sum = (kind) => data.remarks.filter((remark) => remark.kind === kind).reduce((all, remark) => all + remark.times, 0);
  const guards = new Set(data.remarks.flatMap((remark) => remark.guards || []));
  const chip = (value, word) => el("span", "chip", el("b", "", String(value)), ` ${word}`);
  $("facts").replaceChildren(chip(data.level, "level"), chip(sum("applied"), "applied"), chip(sum("missed"), "missed"),
    chip(guards.size, guards.size === 1 ? "guard" : "guards"));
  showSource();
  showUnits();
  const [first, second] = (location.hash.match(/^#(\d+)\.(\d+)$/) || []).slice(1).map(Number);
  if (data.units[first]) go(first, second);
  else {
    // The function with the most to see.
    const most = data.units.reduce((best, one, n) => (one.steps.length > data.units[best].steps.length ? n : best), 0);
    go(most, data.units[most].steps.length - 1);
  }
})();
