"""
A byte-pair encoding in the format of CLIP's tokenizer: `python tokenizer.py --data data --out tokenizer`.

Merges are learnt from the words of the captions until each word is one token; all 256 bytes stay tokens, so that any text can be encoded.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Dict, List, Tuple

START, END = "<|startoftext|>", "<|endoftext|>"
_WORD_END = "</w>"
_WORDS = re.compile(r"[a-z]+|[0-9]|[^\sa-z0-9]+")

#: Words that people write and captions lack: one token each costs nothing, and leaves captions shorter.
EXTRA_WORDS = (
    "photo picture drawing painting image scene of the in at with under blue over near by next to behind front day sunrise evening "
    "morning rain cloud clouds tower castle fruit apple flower person cat dog tall tiny big huge pretty beautiful bright dark old new "
    "colorful and left right above below one two three four five"
).split()


def byte_letters() -> Dict[int, str]:
    """A printable letter for every byte, as in GPT-2's tokenizer (Radford et al. 2019)."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    letters = {byte: chr(byte) for byte in printable}
    letters.update({byte: chr(256 + index) for index, byte in enumerate(others)})
    return letters


_LETTERS = byte_letters()


def split_word(word: str) -> List[str]:
    letters = [_LETTERS[byte] for byte in word.encode()]
    return letters[:-1] + [letters[-1] + _WORD_END]


def _merge(parts: List[str], pair: Tuple[str, str]) -> List[str]:
    merged: List[str] = []
    for part in parts:
        if merged and (merged[-1], part) == pair:
            merged[-1] += part
        else:
            merged.append(part)
    return merged


def learn_merges(words: Dict[str, int]) -> List[Tuple[str, str]]:
    """Joins the most frequent pair of neighbours again and again (Sennrich et al. 2016), until words are whole."""
    splits = {word: split_word(word) for word in words}
    merges: List[Tuple[str, str]] = []
    while True:
        pairs: Counter = Counter()
        for word, parts in splits.items():
            for pair in zip(parts, parts[1:]):
                pairs[pair] += words[word]
        if not pairs:
            return merges
        best = max(pairs.items(), key=lambda item: (item[1], item[0]))[0]
        merges.append(best)
        splits = {word: _merge(parts, best) for word, parts in splits.items()}


class Tokenizer:
    def __init__(self, vocabulary: Dict[str, int], merges: List[Tuple[str, str]]) -> None:
        self.vocabulary = vocabulary
        self.ranks = {pair: rank for rank, pair in enumerate(merges)}
        self._cache: Dict[str, List[int]] = {}

    @classmethod
    def load(cls, folder: Path) -> "Tokenizer":
        lines = (folder / "merges.txt").read_text(encoding="utf-8").splitlines()[1:]
        merges = [tuple(line.split(" ")) for line in lines if line]
        return cls(json.loads((folder / "vocab.json").read_text(encoding="utf-8")), merges)

    def encode(self, text: str, length: int = 77) -> List[int]:
        """Exactly `length` ids: start, the words, and the end token until the row is full."""
        ids = [self.vocabulary[START]]
        for word in _WORDS.findall(text.lower()):
            if word not in self._cache:
                self._cache[word] = self._encode_word(word)
            ids += self._cache[word]
        end = self.vocabulary[END]
        return (ids[: length - 1] + [end] * length)[:length]

    def _encode_word(self, word: str) -> List[int]:
        parts = split_word(word)
        while True:
            known = [pair for pair in zip(parts, parts[1:]) if pair in self.ranks]
            if not known:
                return [self.vocabulary[part] for part in parts]
            parts = _merge(parts, min(known, key=self.ranks.__getitem__))


def build(texts: List[str]) -> Tokenizer:
    words: Counter = Counter(word for text in texts for word in _WORDS.findall(text.lower()))
    words.update({word: 3 for word in EXTRA_WORDS})
    merges = learn_merges(words)
    letters = list(_LETTERS.values())
    tokens = letters + [letter + _WORD_END for letter in letters] + [a + b for a, b in merges] + [START, END]
    return Tokenizer({token: index for index, token in enumerate(dict.fromkeys(tokens))}, merges)


def save(tokenizer: Tokenizer, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps(tokenizer.vocabulary, ensure_ascii=False), encoding="utf-8")
    lines = [" ".join(pair) for pair in tokenizer.ranks]
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders that data.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    texts = []
    for folder in options.data:
        for line in (folder / "captions.jsonl").read_text().splitlines():
            texts.append(" ".join(piece for piece, _ in json.loads(line)["pieces"]))
    tokenizer = build(texts)
    save(tokenizer, options.out)
    print(f"{len(tokenizer.vocabulary)} tokens, {len(tokenizer.ranks)} merges; for example {tokenizer.encode(texts[0], 20)}")


if __name__ == "__main__":
    main()
