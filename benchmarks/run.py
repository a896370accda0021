"""`make bench`: every benchmark as a table in Markdown."""

from __future__ import annotations

from benchmarks import cutting, growth, startup


def main() -> None:
    """Print the tables."""
    print("| cold start | median s | ratio |\n|---|---|---|")
    for name, median, ratio in startup.measure():
        print(f"| {name} | {median:.2f} | {ratio:.1f} |")
    print("\n| page length | characters | pages a second, one core | cost a character, ratio |\n|---|---|---|---|")
    for times, size, pages, ratio in cutting.measure():
        print(f"| x{times} | {size:,.0f} | {pages:.0f} | {ratio:.2f} |")
    print("\n| articles | built a second | search p50 ms | answer p50 ms | peak MiB |\n|---|---|---|---|---|")
    for count, rate, found, answered, peak in growth.measure():
        print(f"| {count:,} | {rate:,.0f} | {found:.1f} | {answered:.1f} | {peak:,} |")


if __name__ == "__main__":
    main()
