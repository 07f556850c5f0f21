declare module "world-atlas/countries-110m.json" {
  const text: string;
  export default text;
}
