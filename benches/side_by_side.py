#!/usr/bin/env python3
"""The same job in evp and in another program: makes evp's configuration for it, and compares the two results cell by cell.

usage: side_by_side.py configure FOLDER SCALE      writes FOLDER/<SCALE>_evp.toml and FOLDER/<SCALE>_regions.csv
       side_by_side.py compare EVP_FOLDER PEER     compares EVP_FOLDER/rankings.parquet with the Parquet file PEER

FOLDER holds what the generator of the measurements wrote: <SCALE>_config.json (two factors, F1 and F2, of indicators with
directions), <SCALE>_regions.parquet (region_code, region_type) and <SCALE>_zstd.parquet (region_code, year, indicator, value).
PEER has one row per year and region: year, region_code, f1, f2, idx, rank_overall, rank_type, change, change_type.

    side_by_side.py configure data M
    evp build data/M_evp.toml --tables rankings --out out/M
    side_by_side.py compare out/M data/out/M_zstd.polars.parquet

The other file of the same scale (shuffled rows, another codec) is given to evp with --data. Exits with 1 when a rank or a
change differs, or a row is missing on either side. Needs pyarrow and polars; nothing of evp's own build or tests does.
"""
import json
import sys
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

# The other programs take 100 · (r − 1) / (n − 1) with r the average rank, turn it afterwards, take plain means of what is
# there, and round the index, and each factor beside it, to six decimals before ranking.
METHOD = """
[method]
index_of = "factors"

[method.normalisation]
ties = "average"
denominator = "count-minus-one"
reversal = "after"

[method.missing]
policy = "renormalise"
minimum_coverage = 0
largest_share = 1

[method.ranking]
decimals = 6
"""


def configure(folder: Path, scale: str) -> None:
    """Writes the configuration and the region table beside the data."""
    factors = json.loads((folder / f"{scale}_config.json").read_text())["factors"]
    regions = pl.read_parquet(folder / f"{scale}_regions.parquet").select(
        pl.col("region_code").cast(pl.String).alias("code"), pl.col("region_type").cast(pl.String)
    )
    regions.write_csv(folder / f"{scale}_regions.csv")
    data = f"{scale}_zstd.parquet"
    years = pq.read_table(folder / data, columns=["year"]).column("year").unique().to_pylist()

    lines = [
        "format = 1",
        "",
        "[index]",
        'id = "idx"',
        'title = "Side by side"',
        "",
        "[regions]",
        f'table = "{scale}_regions.csv"',
        "",
        "[regions.types]",
        'column = "region_type"',
        "names = [",
    ]
    lines += [f'  {{ id = "{name}", name = "{name}" }},' for name in regions["region_type"].unique().sort()]
    lines += ["]", "", "[[source]]", f'files = ["{data}"]']
    for factor, indicators in factors.items():
        lines += ["", "[[factor]]", f'id = "{factor.lower()}"', f'name = "{factor}"']
        for entry in indicators:
            name = entry["indicator"]
            direction = "higher-is-better" if entry["direction"] > 0 else "lower-is-better"
            lines += ["", "[[variable]]", f'id = "{name}"']
            lines += ["", "[[indicator]]", f'id = "{name}"', f'factor = "{factor.lower()}"']
            lines += [f'variable = "{name}"', f'direction = "{direction}"']
    for year in sorted(years):
        lines += ["", "[[edition]]", f'id = "{year}"']
    (folder / f"{scale}_evp.toml").write_text("\n".join(lines) + "\n" + METHOD)


COLUMNS = {
    "idx_rank": "rank_overall",
    "idx_type_rank": "rank_type",
    "idx_rank_change": "change",
    "idx_type_rank_change": "change_type",
}
SCORES = ["f1", "f2", "idx"]


def compare(evp_folder: Path, peer_file: Path) -> int:
    """Counts cells that differ; returns the exit code."""
    key = ["year", "region_code"]
    evp = (
        pl.read_parquet(evp_folder / "rankings.parquet")
        .with_columns(pl.col("edition").cast(pl.Int32).alias("year"), pl.col("code").alias("region_code"))
        .filter(pl.col("idx").is_not_null())
        .rename(COLUMNS)
    )
    peer = pl.read_parquet(peer_file).with_columns(
        pl.col("region_code").cast(pl.String), pl.col("region_type").cast(pl.String), pl.col("year").cast(pl.Int32)
    )
    both = evp.join(peer, on=key, how="inner", suffix="_peer")
    differing = {
        column: both.filter(pl.col(column).cast(pl.Int64).ne_missing(pl.col(f"{column}_peer").cast(pl.Int64))).height
        for column in COLUMNS.values()
    }
    differing["region_type"] = both.filter(pl.col("region_type") != pl.col("region_type_peer")).height
    furthest = {
        column: both.select((pl.col(column) - pl.col(f"{column}_peer")).abs().max()).item() for column in SCORES
    }
    unmatched = evp.height + peer.height - 2 * both.height
    print(f"rows: evp {evp.height}, peer {peer.height}, without a match {unmatched}")
    print("differing cells:", ", ".join(f"{column} {count}" for column, count in differing.items()))
    print("furthest apart:", ", ".join(f"{column} {distance:.2g}" for column, distance in furthest.items()))
    return 1 if unmatched or any(differing.values()) else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["configure", folder, scale]:
            configure(Path(folder), scale)
        case ["compare", evp_folder, peer_file]:
            sys.exit(compare(Path(evp_folder), Path(peer_file)))
        case _:
            sys.exit(__doc__)
