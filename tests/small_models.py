"""Real sentence-transformers models that tests make: a few thousand random weights, one piece a character."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tokenizers import Tokenizer, models, pre_tokenizers, processors

LETTERS = "query:pasg献血社区志愿者"


def cut_letters(letters: str = LETTERS) -> Tokenizer:
    """A tokenizer of single characters that marks texts as BERT does."""
    vocabulary = {piece: n for n, piece in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *dict.fromkeys(letters)])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", behavior="isolated")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return tokenizer


def write_bert(folder: Path, kind: str, letters: str = LETTERS, **fields: Any) -> Path:
    """A BERT of two small layers as transformers saves it; `kind` is its class there, `fields` its configuration."""
    import torch
    import transformers

    tokenizer = cut_letters(letters)
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder)
    torch.manual_seed(7)
    config = transformers.BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        **{"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32, **fields},
    )
    getattr(transformers, kind)(config).save_pretrained(folder)
    return folder


def write_embedder(folder: Path, *, pooling: str = "mean", dimension: int = 16, prompts: Any = None) -> Path:
    """A sentence-transformers folder of such a BERT; `prompts` are those of its configuration."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    transformer = Transformer(str(write_bert(folder / "raw", "BertModel", hidden_size=dimension)))
    modules = [transformer, Pooling(dimension, pooling_mode=pooling)]
    SentenceTransformer(modules=modules, prompts=prompts).save(str(folder / "whole"))
    return folder / "whole"


def write_reranker(folder: Path, letters: str = LETTERS, labels: int = 1) -> Path:
    """A cross-encoder's folder. Its weights are larger than a new model's, so that scores differ visibly."""
    return write_bert(folder, "BertForSequenceClassification", letters, num_labels=labels, initializer_range=1.0)
