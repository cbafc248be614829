// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

const SHARP = 2; // pixels of the picture for each of the drawing

async function imageOf(text) {
    const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    const image = new Image();
    image.src = url;
    await image.decode();
    URL.revokeObjectURL(url);
    return image;
}

/**
 * Draw an SVG file as a PNG picture and hand it to the browser to save.
 *
 * @param {string} url of the SVG file
 * @param {string} name of the picture
 */
export async function savePicture(url, name) {
    const answer = await fetch(url);
    const image = await imageOf(await answer.text());
    const canvas = document.createElement("canvas");
    canvas.width = image.width * SHARP;
    canvas.height = image.height * SHARP;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
}
