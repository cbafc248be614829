// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { onWillUnmount, onWillUpdateProps, useComponent, useEnv, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { useSetupAction } from "@web/search/action_hook";

/** What was typed and not saved yet, by cell. It outlives the page of the form. */
export const drafts = new Map();
/** Cells on screen that save themselves when the screen is left. */
const cells = new Set();

export function errorWords(error) {
    if (error instanceof ConnectionLostError) {
        return _t("No connection. What you wrote is kept here; try again in a moment.");
    }
    if (error instanceof RPCError) {
        return error.data?.message || error.message;
    }
    throw error;
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * The value of a cell: kept while it is typed, saved when the cell is left. A refusal
 * stands in the cell, and what was typed stays too.
 *
 * @param {object} cell
 * @param {string} cell.key names the cell among all
 * @param {Function} cell.value the saved value, from the component's props
 * @param {Function} cell.save (value) => promise
 * @param {Function} [cell.check] (value) => words if it cannot be saved
 * @param {boolean} [cell.isNew] empty again after saving
 */
export function useCell({ key, value, save, check, isNew }) {
    const component = useComponent();
    const { planSaving } = useEnv();
    const kept = drafts.get(key);
    let saved = value(component.props);
    const isKept = kept && !same(kept.value, saved);
    const cell = useState({
        value: isKept ? kept.value : saved,
        error: isKept ? kept.error || _t("Not saved yet.") : "",
    });
    if (kept && !isKept) {
        drafts.delete(key);
    }

    function set(typed) {
        cell.value = typed;
        drafts.set(key, { value: typed, error: "" });
    }

    function discard() {
        drafts.delete(key);
        Object.assign(cell, { value: saved, error: "" });
    }

    async function commit() {
        const typed = cell.value;
        if (!drafts.has(key) || (same(typed, saved) && !cell.error)) {
            drafts.delete(key);
            return true;
        }
        cell.error = check?.(typed) || "";
        if (!cell.error) {
            cell.error = await planSaving.run(() => save(typed));
        }
        if (cell.error) {
            drafts.set(key, { value: cell.value, error: cell.error });
            return false;
        }
        saved = isNew ? saved : typed;
        if (same(cell.value, typed)) {
            drafts.delete(key);
            cell.value = saved;
        }
        return true;
    }

    onWillUpdateProps((next) => {
        if (same(value(next), value(component.props))) {
            return; // the page has not been read again yet
        }
        saved = value(next);
        if (!drafts.has(key)) {
            cell.value = saved;
        }
    });
    if (!isNew) {
        cells.add(commit);
        onWillUnmount(() => cells.delete(commit));
    }
    return Object.assign(cell, { set, discard, commit });
}

/**
 * How the saving goes, said in one place for all cells.
 *
 * @returns {{ busy: number, words: string, run: Function }}
 */
export function usePlanSaving() {
    const saving = useState({ busy: 0, words: "" });

    saving.run = async (work) => {
        let error = "";
        saving.busy++;
        saving.words = _t("Saving…");
        try {
            await work();
        } catch (refusal) {
            error = errorWords(refusal);
        } finally {
            saving.busy--;
        }
        saving.words = error ? _t("Not saved: %s", error) : _t("Saved.");
        return error;
    };
    useSetupAction({
        beforeLeave: async () => {
            await Promise.all([...cells].map((flush) => flush()));
        },
        beforeUnload: (ev) => {
            if (drafts.size) {
                ev.preventDefault();
            }
        },
    });
    return saving;
}
