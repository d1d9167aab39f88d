"""JSON, CSV and wrapped text: what programs read and write."""

import csv
import io
import json
import textwrap


def main(n):
    result = 0
    record = {
        "id": 17, "name": "tide table", "tags": ["sea", "moon", "\u00e9t\u00e9"], "open": True, "parent": None,
        "levels": [[0.5, 1.25, -3.0], [1e10, 2.5e-3]], "places": {"north": {"x": 1, "y": 2}, "south": {"x": -1, "y": 0}},
    }
    prose = "The keeper of the light climbed one hundred and ten steps each evening. " * 6
    for i in range(n):
        record["id"] = i
        text = json.dumps([record] * 5)
        again = json.loads(text)
        result += len(text) + again[3]["places"]["north"]["x"] + len(json.dumps(record, indent=2, sort_keys=True))
        out = io.StringIO()
        writer = csv.writer(out)
        for k in range(12):
            writer.writerow([i, k, f"name {k}", 'say "hi", twice', k / 4])
        out.seek(0)
        result += sum(int(row[1]) for row in csv.reader(out))
        result += len(textwrap.fill(prose, width=40)) + len(textwrap.dedent("    a\n      b\n    c"))
    return result


WORK = 500
