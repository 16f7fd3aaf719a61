#!/usr/bin/env bash
# Executes the notebooks on what the demo left: notebooks/run.sh [VENV]. Makes the virtual environment when it is missing.
set -euo pipefail
cd "$(dirname "$0")"
venv=${1:-../.tallystick/python}
[ -d ../.tallystick/demo/flights-demo/quarantine ] || { echo "run ./tallystick demo first: there is no quarantine table to open" >&2; exit 1; }
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q --disable-pip-version-check -r requirements.txt
export SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON="$venv/bin/python"
"$venv/bin/python" - <<'PYTHON'
import nbformat
from nbclient import NotebookClient

notebook = nbformat.read("quarantine.ipynb", as_version=4)
NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
for cell in cells:
    for output in cell.outputs:
        print(output.get("text", ""), end="")
print(f"{len(cells)} passed, 0 failed")
PYTHON
