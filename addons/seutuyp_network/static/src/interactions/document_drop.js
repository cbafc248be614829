import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/**
 * The browser works out the fingerprint of a file and asks only by that: the file stays
 * where it is. Where it cannot (no script, no secure address), the form uploads the file.
 */
export class DocumentDrop extends Interaction {
    static selector = ".o_seutuyp_drop";
    dynamicContent = {
        _root: { "t-on-submit": this.onSubmit },
        ".o_seutuyp_drop_zone": {
            "t-on-dragover.prevent": this.onDragOver,
            "t-on-dragleave": this.onDragLeave,
            "t-on-drop.prevent": this.onDrop,
            "t-att-class": () => ({ o_seutuyp_over: this.over }),
        },
        "input[type=file]": { "t-on-change": this.onChange },
        ".o_seutuyp_with_script": { "t-att-class": () => ({ "d-none": !this.able }) },
        ".o_seutuyp_without_script": { "t-att-class": () => ({ "d-none": this.able }) },
    };

    setup() {
        this.able = Boolean(window.crypto?.subtle);
        this.over = false;
        this.input = this.el.querySelector("input[type=file]");
        this.result = document.querySelector("#drop_result");
    }

    start() {
        if (this.result.childElementCount) {
            this.result.focus();
        } else {
            this.check(); // a file may have been chosen before this was loaded
        }
    }

    onDragOver() {
        this.over = true;
    }

    onDragLeave() {
        this.over = false;
    }

    async onDrop(ev) {
        this.over = false;
        if (ev.dataTransfer.files.length) {
            this.input.files = ev.dataTransfer.files;
            await this.check();
        }
    }

    async onChange() {
        await this.check();
    }

    async onSubmit(ev) {
        if (this.able && ev.submitter?.value !== "compare" && this.input.files.length) {
            ev.preventDefault();
            await this.check();
        }
    }

    async check() {
        const [file] = this.input.files;
        if (!this.able || !file) {
            return;
        }
        const data = await this.waitFor(file.arrayBuffer());
        const digest = await this.waitFor(crypto.subtle.digest("SHA-256", data));
        const fingerprint = [...new Uint8Array(digest)]
            .map((byte) => byte.toString(16).padStart(2, "0"))
            .join("");
        const address = `${this.el.dataset.lookup}/${fingerprint}?dropped=1`;
        const answer = await this.waitFor(fetch(address));
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        this.show(page, file.name);
    }

    show(page, name) {
        const title = document.createElement("h2");
        title.textContent = page.querySelector("h1").textContent;
        const file = document.createElement("p");
        file.className = "o_seutuyp_note";
        file.textContent = name;
        const found = page.querySelector("#result");
        this.result.classList.toggle("o_seutuyp_drop_ok", found.dataset.found === "1");
        this.result.replaceChildren(title, file, ...found.children);
        this.result.focus();
    }
}

registry.category("public.interactions").add("seutuyp_network.document_drop", DocumentDrop);
