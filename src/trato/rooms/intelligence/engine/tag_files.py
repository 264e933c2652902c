"""Tags as a file: npz with JSON inside, never a pickle. Dense weights of sixteen bits, hashed ones of eight."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from trato.rooms.intelligence.engine.features import BUCKETS, Floats
from trato.rooms.intelligence.engine.fitting import Weights
from trato.rooms.intelligence.engine.memory import Memory
from trato.rooms.intelligence.engine.tagger import Tagger

VERSION = 1
SAME = 0.9995  # cosine from which a vector of eight bits is that one of sixteen


def pack(tagger: Tagger, arrays: Mapping[str, Floats], about: Mapping[str, Any]) -> bytes:
    """Return a tagger, `arrays` and plain values as one file. Only buckets that weigh anything are in it."""
    held = tagger.weights
    used = np.flatnonzero(np.abs(held.hashed).max(axis=1, initial=0.0))
    hashed = held.hashed[used]
    largest = np.maximum(np.abs(hashed).max(axis=0, initial=0.0), 1e-9)
    told = dict(about) | {
        "version": VERSION, "labels": tagger.labels, "several": tagger.several, "temperature": tagger.temperature,
        "sure": tagger.sure, "unknown": tagger.unknown,
        "bend": tagger.memory.bend, "share": tagger.memory.share,
    }  # fmt: skip
    parts: dict[str, Any] = dict(
        about=np.array(json.dumps(told, ensure_ascii=True)),
        rare=np.round(tagger.rare * 16).astype(np.uint8),
        dense=held.dense.astype(np.float16),
        used=used.astype(np.uint32),
        hashed=np.round(hashed / largest * 127).astype(np.int8),
        largest=largest.astype(np.float32),
        bias=held.bias.astype(np.float32),
        vectors=np.round(tagger.memory.vectors / _largest(tagger.memory.vectors) * 127).astype(np.int8),
        lengths=_largest(tagger.memory.vectors).astype(np.float32),
        values=tagger.memory.values.astype(np.float32),
        late=tagger.memory.late.astype(np.float32),
        told=tagger.memory.told.astype(np.float32),
        centroids=tagger.centroids.astype(np.float16),
        trust=tagger.trust.astype(np.float32),
        **{f"more_{name}": one.astype(np.float32) for name, one in arrays.items()},
    )
    file = io.BytesIO()
    np.savez_compressed(file, **parts)
    return file.getvalue()


def unpack(data: bytes) -> tuple[Tagger, dict[str, Floats], dict[str, Any]]:
    """Return what `pack` was given. Raises ValueError for anything else."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            about = json.loads(str(stored["about"]))
            version = about["version"]
            hashed = np.zeros((BUCKETS, len(about["labels"])), np.float32)
            hashed[stored["used"]] = stored["hashed"].astype(np.float32) * (stored["largest"] / 127)
            vectors = stored["vectors"].astype(np.float32) * (stored["lengths"] / 127)
            memory = Memory(vectors, stored["values"], about["bend"], about["share"], stored["late"], stored["told"])
            tagger = Tagger(
                tuple(about["labels"]), about["several"], stored["rare"].astype(np.float32) / 16,
                Weights(stored["dense"].astype(np.float32), hashed, stored["bias"]), memory,
                stored["centroids"].astype(np.float32), stored["trust"],
                about["temperature"], about["sure"], about["unknown"],
            )  # fmt: skip
            arrays = {name[5:]: stored[name] for name in stored.files if name.startswith("more_")}
    except (zipfile.BadZipFile, ValueError, KeyError, EOFError, OSError, IndexError, TypeError) as broken:
        raise ValueError("this is no file of tags") from broken
    if version != VERSION:
        raise ValueError(f"a file of tags of version {version}, not {VERSION}")
    return tagger, arrays, about


def without(data: bytes, vectors: Floats, labels: Sequence[Sequence[str]]) -> bytes:
    """Return a file without these examples (rows of `vectors`, each with its labels): their vectors and their sums.

    A vector that is not among the kept ones changes nothing. What n-grams weigh stays until the next fit. Raises
    ValueError for what is no file of tags.
    """
    unpack(data)
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        parts: dict[str, Any] = {name: stored[name] for name in stored.files}
    known = {label: at for at, label in enumerate(json.loads(str(parts["about"]))["labels"])}
    kept = parts["vectors"].astype(np.float32) * (parts["lengths"] / 127)
    stays = ~_same(kept, vectors)
    parts |= {name: parts[name][stays] for name in ("vectors", "lengths", "values")}
    later = ~_same(parts["late"], vectors)
    parts |= {name: parts[name][later] for name in ("late", "told")}
    sums, counts, centroids = parts["more_sums"].copy(), parts["more_counts"].copy(), parts["centroids"].copy()
    for vector, own in zip(vectors, labels, strict=True):
        for at in (known[label] for label in own if label in known):
            sums[at], counts[at] = (sums[at] - vector, counts[at] - 1) if counts[at] > 1 else (0 * sums[at], 0)
            centroids[at] = sums[at] / max(float(np.linalg.norm(sums[at])), 1e-9)
    file = io.BytesIO()
    np.savez_compressed(file, **parts | {"more_sums": sums, "more_counts": counts, "centroids": centroids})
    return file.getvalue()


def _same(kept: Floats, vectors: Floats) -> Any:
    """Say of each kept vector whether it is one of `vectors`, as exactly as eight bits tell."""
    if not len(kept) or not len(vectors) or not kept.shape[1]:
        return np.zeros(len(kept), bool)
    one, other = (each / np.maximum(np.linalg.norm(each, axis=1, keepdims=True), 1e-9) for each in (kept, vectors))
    return (one @ other.T).max(axis=1) >= SAME


def _largest(vectors: Floats) -> Floats:
    """Return the largest number of each row, at least a little more than 0."""
    return np.asarray(np.maximum(np.abs(vectors).max(axis=1, keepdims=True, initial=0.0), 1e-9), dtype=np.float32)
