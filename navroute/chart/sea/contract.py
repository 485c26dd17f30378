"""Contract a graph node by node: the kernel of :mod:`navroute.chart.sea.hierarchy`."""

from __future__ import annotations

import numpy as np
from numba import njit

__all__ = ["contract"]

MANY = 40  # neighbours: then witnesses are looked for less far, each search costs
SETTLE, SETTLE_MANY = 500, 200  # nodes that a search for a witness settles at most
LOAD, HOPS = 4.0, 2.0  # what counts for the order beside the level: shortcuts, and their edges


@njit(cache=True)
def _push(key, val, m, k, v):  # type: ignore[no-untyped-def]
    i = m
    while i > 0:
        up = (i - 1) >> 1
        if key[up] < k or (key[up] == k and val[up] <= v):
            break
        key[i] = key[up]
        val[i] = val[up]
        i = up
    key[i] = k
    val[i] = v
    return m + 1


@njit(cache=True)
def _pop(key, val, m):  # type: ignore[no-untyped-def]
    """Drop the first item; the caller has read it."""
    m -= 1
    if m > 0:
        k0, v0 = key[m], val[m]
        i = 0
        while True:
            c = 2 * i + 1
            if c >= m:
                break
            if c + 1 < m and (
                key[c + 1] < key[c] or (key[c + 1] == key[c] and val[c + 1] < val[c])
            ):
                c += 1
            if k0 < key[c] or (k0 == key[c] and v0 <= val[c]):
                break
            key[i] = key[c]
            val[i] = val[c]
            i = c
        key[i] = k0
        val[i] = v0
    return m


@njit(cache=True)
def _neighbours(v, first, following, end, rank, dead, near, arc):  # type: ignore[no-untyped-def]
    """Collect the nodes next to v and the arcs there; unlink what is gone."""
    count = 0
    before = -1
    half = first[v]
    while half >= 0:
        u, a = end[half], half >> 1
        if rank[u] >= 0 or dead[a]:
            if before < 0:
                first[v] = following[half]
            else:
                following[before] = following[half]
        else:
            before = half
            near[count] = u
            arc[count] = a
            count += 1
        half = following[half]
    return count


@njit(cache=True)
def _spread(  # type: ignore[no-untyped-def]
    source,
    banned,
    limit,
    settle,
    first,
    following,
    end,
    weight,
    rank,
    dead,
    total,
    stamp,
    turn,
    key,
    val,
):
    """Measure ways from a node over what is left, without passing the banned one.

    Nodes with ``stamp == turn`` have been reached, at ``total``; that may be too long, never too
    short.
    """
    m = _push(key, val, 0, 0.0, source)
    total[source] = 0.0
    stamp[source] = turn
    settled = 0
    while m > 0:
        here, u = key[0], val[0]
        m = _pop(key, val, m)
        if here > total[u]:
            continue
        settled += 1
        if here > limit or settled > settle:
            break
        half = first[u]
        while half >= 0:
            a = half >> 1
            v = end[half]
            if v != banned and rank[v] < 0 and not dead[a]:
                new = here + weight[a]
                if new <= limit and (stamp[v] != turn or new < total[v]):
                    stamp[v] = turn
                    total[v] = new
                    if m < key.shape[0] - 1:
                        m = _push(key, val, m, new, v)
            half = following[half]


@njit(cache=True)
def contract(tail, head, length, core, most):  # type: ignore[no-untyped-def]
    """Contract all nodes but those of the core.

    Parameters
    ----------
    tail, head, length : ndarray
        The edges; lengths are whole numbers, so that sums are exact.
    core : ndarray of bool
        Nodes that stay.
    most : int
        Nodes whose contraction would add more shortcuts than this stay too, with rank -1.

    Returns
    -------
    rank : ndarray, shape (n,)
        The order; -1 for nodes of the core.
    end : ndarray, shape (2 * arcs,)
        Head and tail of each arc; the first arcs are the edges.
    weight, dead : ndarray, shape (arcs,)
        Dead arcs are longer than another way, and only part of longer shortcuts if at all.
    left, right : ndarray, shape (arcs,)
        The two arcs that a shortcut stands for; -1 for edges.
    """
    n, edges = core.shape[0], tail.shape[0]
    room = edges * 40 + 1000
    end = np.empty(2 * room, np.int32)
    following = np.full(2 * room, -1, np.int32)
    first = np.full(n, -1, np.int32)
    weight = np.empty(room, np.float64)
    dead = np.zeros(room, np.bool_)
    left = np.full(room, -1, np.int32)
    right = np.full(room, -1, np.int32)
    hops = np.ones(room, np.int32)
    for a in range(edges):
        end[2 * a], end[2 * a + 1] = head[a], tail[a]
        following[2 * a], first[tail[a]] = first[tail[a]], 2 * a
        following[2 * a + 1], first[head[a]] = first[head[a]], 2 * a + 1
        weight[a] = length[a]
    arcs = edges
    rank = np.full(n, -1, np.int32)
    level = np.zeros(n, np.int32)
    total = np.empty(n, np.float64)
    stamp = np.full(n, -1, np.int64)
    size = 1 << 20
    wkey, wval = np.empty(size), np.empty(size, np.int32)
    key, val = np.empty(n + 10), np.empty(n + 10, np.int32)
    near, arc = np.empty(room, np.int32), np.empty(room, np.int32)
    add = np.empty((4_000_000, 4), np.int32)
    turn = 0
    done = 0
    m = 0
    for v in range(n):
        if not core[v]:
            m = _push(key, val, m, -1.0, v)
    while m > 0:
        p, v = key[0], val[0]
        m = _pop(key, val, m)
        count = _neighbours(v, first, following, end, rank, dead, near, arc)
        settle = SETTLE if count < MANY else SETTLE_MANY
        longest = 0.0
        for i in range(count):
            longest = max(longest, weight[arc[i]])
        turn += 1
        _spread(
            v,
            -1,
            longest,
            settle,
            first,
            following,
            end,
            weight,
            rank,
            dead,
            total,
            stamp,
            turn,
            wkey,
            wval,
        )
        kept = 0
        for i in range(count):  # what is longer than a way round is of no use
            if stamp[near[i]] == turn and total[near[i]] < weight[arc[i]]:
                dead[arc[i]] = True
            else:
                near[kept], arc[kept] = near[i], arc[i]
                kept += 1
        count = kept
        fresh, hop_in, hop_out = 0, 0, 0
        for i in range(count):
            a = near[i]
            hop_out += hops[arc[i]]
            farthest = 0.0
            for j in range(i + 1, count):
                farthest = max(farthest, weight[arc[j]])
            if i == count - 1:
                break
            turn += 1
            _spread(
                a,
                v,
                weight[arc[i]] + farthest,
                settle,
                first,
                following,
                end,
                weight,
                rank,
                dead,
                total,
                stamp,
                turn,
                wkey,
                wval,
            )
            for j in range(i + 1, count):
                b = near[j]
                if b == a or (stamp[b] == turn and total[b] <= weight[arc[i]] + weight[arc[j]]):
                    continue
                hop_in += hops[arc[i]] + hops[arc[j]]
                add[fresh, 0], add[fresh, 1] = a, b
                add[fresh, 2], add[fresh, 3] = arc[i], arc[j]
                fresh += 1
        if fresh > most:
            continue
        now = level[v] + LOAD * fresh / max(count, 1) + HOPS * hop_in / max(hop_out, 1)
        if now > p and m > 0 and key[0] < now:
            m = _push(key, val, m, now, v)  # dearer than thought: another one first
            continue
        rank[v] = done
        done += 1
        for i in range(count):
            level[near[i]] = max(level[near[i]], level[v] + 1)
        for k in range(fresh):
            a, b = add[k, 0], add[k, 1]
            w = weight[add[k, 2]] + weight[add[k, 3]]
            idle = False
            half = first[a]
            while half >= 0:
                old = half >> 1
                if end[half] == b and not dead[old]:
                    if weight[old] <= w:
                        idle = True
                    else:
                        dead[old] = True
                half = following[half]
            if idle:
                continue
            if arcs >= room:
                raise OverflowError("too many shortcuts")
            end[2 * arcs], end[2 * arcs + 1] = b, a
            following[2 * arcs], first[a] = first[a], 2 * arcs
            following[2 * arcs + 1], first[b] = first[b], 2 * arcs + 1
            weight[arcs] = w
            left[arcs], right[arcs] = add[k, 2], add[k, 3]
            hops[arcs] = hops[add[k, 2]] + hops[add[k, 3]]
            arcs += 1
    return (
        rank,
        end[: 2 * arcs].copy(),
        weight[:arcs].copy(),
        dead[:arcs].copy(),
        left[:arcs].copy(),
        right[:arcs].copy(),
    )
