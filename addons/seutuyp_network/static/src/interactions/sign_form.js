/* global SignaturePad */

import { loadJS } from "@web/core/assets";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

const PAD = "/web/static/lib/signature_pad/signature_pad.umd.js";

/**
 * Drawing a signature, and help while signing. The form works without it: typing and
 * uploading need no script.
 */
export class SignForm extends Interaction {
    static selector = ".o_seutuyp_sign_form";
    dynamicContent = {
        _root: { "t-on-submit": this.onSubmit },
        _window: { "t-on-pageshow": this.onPageShow },
        ".o_seutuyp_draw_choice": { "t-att-class": () => ({ "d-none": false }) },
        ".o_seutuyp_draw": { "t-att-class": () => ({ "d-none": this.method !== "drawn" }) },
        ".o_seutuyp_upload": { "t-att-class": () => ({ "d-none": this.method !== "uploaded" }) },
        "input[name=method]": { "t-on-change": this.onMethod },
        "input[name=image]": { "t-on-change": this.onFile },
        "#sign_file_error": { "t-att-class": () => ({ "d-none": !this.tooBig }) },
        ".o_seutuyp_clear": { "t-on-click": this.onClear },
        "button[type=submit]": {
            "t-att-aria-disabled": () => (this.sending ? "true" : undefined),
        },
        ".o_seutuyp_sending": { "t-att-class": () => ({ "d-none": !this.sending }) },
    };

    setup() {
        this.method = this.el.querySelector("input[name=method]:checked")?.value;
        this.drawn = this.el.querySelector("input[name=drawn]");
        this.file = this.el.querySelector("input[name=image]");
        this.canvas = this.el.querySelector("canvas");
        this.tooBig = false;
        this.sending = false;
    }

    start() {
        if (this.method === "drawn") {
            this.preparePad();
        }
    }

    onMethod(ev) {
        this.method = ev.target.value;
        if (this.method === "drawn") {
            this.preparePad();
        }
    }

    /** The library is fetched by those who draw, once. */
    async preparePad() {
        if (this.pad) {
            return;
        }
        await this.waitFor(loadJS(PAD));
        await new Promise((resolve) => this.waitForAnimationFrame(resolve));
        const ratio = Math.max(window.devicePixelRatio || 1, 1);
        this.canvas.width = this.canvas.offsetWidth * ratio;
        this.canvas.height = this.canvas.offsetHeight * ratio;
        this.canvas.getContext("2d").scale(ratio, ratio);
        this.pad = new SignaturePad(this.canvas, { minWidth: 1.2, maxWidth: 2.8 });
        const keep = () => {
            this.drawn.value = this.pad.toDataURL();
        };
        this.pad.addEventListener("endStroke", keep);
        this.registerCleanup(() => this.pad.off());
        if (this.drawn.value.startsWith("data:image/png")) {
            await this.pad.fromDataURL(this.drawn.value, { ratio });
        }
    }

    onClear() {
        this.pad?.clear();
        this.drawn.value = "";
    }

    onFile() {
        const size = this.file.files[0]?.size || 0;
        this.tooBig = size > Number(this.el.dataset.maxBytes);
        if (this.tooBig) {
            this.file.value = "";
        }
    }

    /** Whoever comes back to the page may sign again. */
    onPageShow() {
        this.sending = false;
    }

    /**
     * A second click sends nothing; the server would not sign twice either.
     *
     * @param {Event} ev
     */
    onSubmit(ev) {
        if (this.sending) {
            ev.preventDefault();
            return;
        }
        this.sending = true;
    }
}

registry.category("public.interactions").add("seutuyp_network.sign_form", SignForm);
