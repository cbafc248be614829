// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { DateTimeField, dateField } from "@web/views/fields/datetime/datetime_field";
import { ListDateTimeField } from "@web/views/fields/datetime/list_datetime_field";

/** A day that stands for its month is read as one: "marraskuu 2026". */
const asMonth = (Field) =>
    class extends Field {
        getFormattedValue(index) {
            const day = this.values[index];
            return day ? day.toLocaleString({ month: "long", year: "numeric" }) : "";
        }
    };

export const monthField = {
    ...dateField,
    component: asMonth(DateTimeField),
    displayName: _t("Month"),
    extractProps: (...info) => ({ ...dateField.extractProps(...info), minPrecision: "months" }),
    listViewWidth: [115, 150],
};

registry
    .category("fields")
    .add("seutuyp_month", monthField)
    .add("list.seutuyp_month", { ...monthField, component: asMonth(ListDateTimeField) });
