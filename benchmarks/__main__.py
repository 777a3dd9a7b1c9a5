"""Run every benchmark and print a table: `python -m benchmarks`."""

from benchmarks.folder import folder, many_pdfs
from benchmarks.media import blank_pdf, flat_text, html, pdf, whole_page
from benchmarks.reading import imports, text_reading
from benchmarks.ties import ties
from benchmarks.years import years

BENCHMARKS = (
    *(text_reading, flat_text, html, whole_page, pdf, blank_pdf, imports, ties, years),
    *(folder, many_pdfs),
)

for benchmark in BENCHMARKS:
    print(f"\n{benchmark.__doc__}")
    for what, figure in benchmark():
        print(f"  {what:60} {figure:>12}")
