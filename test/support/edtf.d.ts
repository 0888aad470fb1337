declare module 'edtf' {
  /** A date of the library that ours is held against: its bounds in milliseconds since 1970. */
  export default function edtf(text: string): { readonly min: number; readonly max: number }
}
