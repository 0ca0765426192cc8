"""Files of other programs, made by hand: workbooks part by part, SPSS files byte by byte."""

import io
import struct
import zipfile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*targets):
  entries = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                    for n, (kind, target) in enumerate(targets, 1))
  return f'<Relationships xmlns="{PACKAGE}">{entries}</Relationships>'


def cell(value):
  if value is None:
    return "<c/>"
  if isinstance(value, (int, float)):
    return f"<c><v>{value}</v></c>"
  return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def sheet_of(rows):
  data = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
  return f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'


def workbook(**sheets):
  """A workbook of sheets by name, each a list of rows, or XML."""
  parts = {f"xl/worksheets/sheet{n}.xml": rows if isinstance(rows, str) else sheet_of(rows)
           for n, rows in enumerate(sheets.values(), 1)}
  names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
  parts["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>'
  parts["xl/_rels/workbook.xml.rels"] = relations(*(("worksheet", f"worksheets/sheet{n}.xml")
                                                    for n in range(1, len(sheets) + 1)))
  parts["_rels/.rels"] = relations(("officeDocument", "xl/workbook.xml"))
  packed = io.BytesIO()
  with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
    for name, content in parts.items():
      archive.writestr(name, content)
  return packed.getvalue()


class Variable:
  """A variable of an SPSS file: numbers, or texts of up to 8 bytes."""

  def __init__(self, name, label="", values=None, missing=(), text=False):
    self.name, self.label, self.values, self.missing, self.text = name, label, values or {}, missing, text


def padded(text, to):
  return text + b" " * (-len(text) % to)


def spss(variables, rows, cases=None):
  """An uncompressed SPSS file; None is system-missing. `cases` is what its head says of the number of rows."""
  system_missing = -1.7976931348623157e308
  data = struct.pack("<4s60siiiiid9s8s64s3s", b"$FL2", b"@(#) SPSS DATA FILE made by hand".ljust(60), 2, len(variables),
                     0, 0, len(rows) if cases is None else cases, 100.0, b"01 Oct 26", b"09:30:00", b" " * 64, b"\0" * 3)
  for n, variable in enumerate(variables, 1):
    label = variable.label.encode()
    shown = (1 if variable.text else 5) << 16 | 8 << 8
    data += struct.pack("<iiiiii8s", 2, 8 if variable.text else 0, bool(label), len(variable.missing), shown, shown,
                        f"V{n}".encode().ljust(8))
    if label:
      data += struct.pack("<i", len(label)) + padded(label, 4)
    data += struct.pack(f"<{len(variable.missing)}d", *variable.missing)
  for n, variable in enumerate(variables, 1):
    if not variable.values:
      continue
    data += struct.pack("<ii", 3, len(variable.values))
    for value, label in variable.values.items():
      words = label.encode()
      data += struct.pack("<d", value) + padded(bytes([len(words)]) + words, 8)
    data += struct.pack("<iii", 4, 1, n)
  data += struct.pack("<iiii8i", 7, 3, 4, 8, 1, 0, 0, -1, 1, 1, 2, 65001)
  names = "\t".join(f"V{n}={variable.name}" for n, variable in enumerate(variables, 1)).encode()
  data += struct.pack("<iiii", 7, 13, 1, len(names)) + names
  data += struct.pack("<ii", 999, 0)
  for row in rows:
    for variable, value in zip(variables, row):
      if variable.text:
        data += value.encode().ljust(8)
      else:
        data += struct.pack("<d", system_missing if value is None else value)
  return data
