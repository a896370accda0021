"""`make bench`: every benchmark as a table in Markdown."""

from __future__ import annotations

from benchmarks import cutting, growth, issue, many_files, newsroom, starter, startup


def main() -> None:
    """Print the tables."""
    print("| cold start | median s | ratio |\n|---|---|---|")
    for name, median, ratio in startup.measure():
        print(f"| {name} | {median:.2f} | {ratio:.1f} |")
    print("\n| page length | characters | pages a second, one core | cost a character, ratio |\n|---|---|---|---|")
    for times, size, pages, ratio in cutting.measure():
        print(f"| x{times} | {size:,.0f} | {pages:.0f} | {ratio:.2f} |")
    print("\n| file | pages | characters | seconds |\n|---|---|---|---|")
    for name, sheets, signs, seconds in issue.measure():
        print(f"| {name} | {sheets} | {signs:,} | {seconds:.1f} |")
    print("\n| files of one build | peak MiB | ratio |\n|---|---|---|")
    for count, memory, ratio in many_files.measure():
        print(f"| {count:,} | {memory:,} | {ratio:.2f} |")
    print("\n| articles | built a second | search p50 ms | answer p50 ms | peak MiB |\n|---|---|---|---|---|")
    for count, rate, found, answered, peak in growth.measure():
        print(f"| {count:,} | {rate:,.0f} | {found:.1f} | {answered:.1f} | {peak:,} |")
    print("\n| a whole archive | figure |\n|---|---|")
    for name, figure in newsroom.measure():
        print(f"| {name} | {figure} |")
    print("\n| one core's time | the usual pipeline | Wenbao | ratio |\n|---|---|---|---|")
    for name, theirs, ours, ratio in starter.measure():
        print(f"| {name} | {theirs:,.1f} | {ours:,.1f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
