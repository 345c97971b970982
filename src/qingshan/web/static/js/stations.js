// Draws stations with their names on a plain ground: nothing is fetched, no datum is converted.
const own = document.querySelector("script[data-maplibre]");
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function pin(label) {
  const made = document.createElement("span");
  made.className = "pin";
  made.textContent = label;
  return made;
}

function draw(maplibre, element) {
  const found = JSON.parse(document.getElementById(element.dataset.stations).textContent);
  const bounds = new maplibre.LngLatBounds();
  const places = found.map((one) => ({ ...one, at: one.position.map(Number) }));
  for (const one of places) bounds.extend(one.at);
  if (!places.length) return;
  const ground = { id: "ground", type: "background", paint: { "background-color": css("--tint") } };
  const map = new maplibre.Map({
    container: element, style: { version: 8, sources: {}, layers: [ground] }, bounds,
    fitBoundsOptions: { padding: 60, maxZoom: 13 }, attributionControl: false, dragRotate: false, fadeDuration: 0,
    scrollZoom: false,
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  map.addControl(new maplibre.ScaleControl());
  for (const one of places) new maplibre.Marker({ element: pin(one.label), anchor: "left" }).setLngLat(one.at).addTo(map);
}

const maplibre = await import(own.dataset.maplibre);
for (const element of document.querySelectorAll("[data-stations]")) {
  try {
    draw(maplibre, element);
  } catch {
    element.hidden = true; // no WebGL: the table below says the same
  }
}
