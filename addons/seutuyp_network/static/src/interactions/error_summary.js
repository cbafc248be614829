import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/** What is wrong is read out first, and its links lead to the fields. */
export class ErrorSummary extends Interaction {
    static selector = ".o_seutuyp_errors";

    start() {
        this.el.focus();
    }
}

registry.category("public.interactions").add("seutuyp_network.error_summary", ErrorSummary);
