"""The numpy reader computes what the network that was trained computes."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from rag.facts.reader import Reader  # noqa: E402
from rag.facts.reading import read_pair  # noqa: E402
from rag.questions.asked import KINDS  # noqa: E402
from training.reader import Reader as Network  # noqa: E402
from training.reader import batch_up, best_span, write  # noqa: E402
from training.reading_data import Asked, Example, Teacher  # noqa: E402

PASSAGE = "三月十二日，柳塘县组织八百名志愿者在东湖公园植树。活动由县林业局主办。大家栽下松树、柏树和香樟，共三千株。"
ASKED = Asked("活动由谁主办？", PASSAGE, PASSAGE.index("县林业局"), PASSAGE.index("县林业局") + 4)


def test_the_reader_without_torch_scores_as_the_network_does(tmp_path):
    torch.manual_seed(3)
    teacher = Teacher([ASKED] * 3)
    network = Network(len(teacher.alphabet) + 2).half().float().eval()  # weights are kept in float16
    write(network, teacher.alphabet, tmp_path)
    reader = Reader.open(tmp_path)
    texts = (PASSAGE, PASSAGE[:24])
    pairs = [read_pair(text, ASKED.question, {"主办": 1.0}, reader.alphabet) for text in texts]
    for pair in pairs:
        *inputs, _ = batch_up([Example(pair, KINDS.index("org"), 0, 1)])
        with torch.no_grad():
            wanted = network(*inputs).numpy()[0][:, : len(pair.passage) + 1]
        assert np.allclose(reader.score([pair], "org")[0], wanted, atol=1e-3)


def test_examples_hold_their_answer_or_say_that_they_do_not():
    teacher = Teacher([ASKED] * 3)
    for _ in range(20):
        found = teacher.example(ASKED)
        assert found is None or found.end - found.start == 3
        away = teacher.example(ASKED, answered=False)
        assert away is None or (away.start, away.end) == (-1, -1)


def test_the_best_span_of_scores():
    scores = np.zeros((2, 6))
    scores[0, 3], scores[1, 4] = 2, 2
    assert best_span(scores) == (3, 4)
    scores[1, 2] = 9
    assert best_span(scores)[0] <= 2
