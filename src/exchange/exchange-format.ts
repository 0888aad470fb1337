import type { LoadedEntity, LoadedRelationship } from '../record/load.ts'

/** A file's bytes, in pieces of any size. */
export type Bytes = AsyncIterable<Uint8Array>

/** Where in a file something stands. */
export interface Place {
  /** From 1. */
  readonly line: number
  /** From 1, in characters; null where the format has lines alone. */
  readonly column: number | null
  /** What the file itself calls the record: a letter's key, a Message-ID; null where it has no name. */
  readonly key: string | null
}

/**
 * What belongs together and is taken whole or not at all: a letter with its actors, its edges and what it cites.
 *
 * Its relationships lead to entities of this record or of one before. An entity may come again in later records, as that
 * record knows it: the name it came with first stands, other names are aliases, identifiers and sources add up. The name
 * of somebody unnamed (`named: false`) is a description: the first name takes its place, and it becomes no alias.
 */
export interface ReadRecord {
  readonly kind: 'record'
  readonly place: Place
  readonly entities: readonly LoadedEntity[]
  readonly relationships: readonly LoadedRelationship[]
  /**
   * Relationships to what another record may bring, before or after: a reply to a letter further down. They are taken
   * when the file has ended, where both ends are there by then, and reported where they are not.
   */
  readonly awaiting?: readonly AwaitingRelationship[]
}

/** A relationship to an entity that this record does not bring. */
export interface AwaitingRelationship extends LoadedRelationship {
  /**
   * The end that is not an id but an identifier (`scheme:value`), such as the address of another letter: meant is the
   * one entity of the graph that has it; none or several are reported.
   */
  readonly byIdentifier?: 'from' | 'to'
}

/** Something that its author should look at; what it stands in was taken. */
export interface ReadWarning {
  readonly kind: 'warning'
  readonly place: Place
  readonly message: string
}

/** A record that cannot be taken, in a file that otherwise can. Nothing of it was given out. */
export interface ReadRefusal {
  readonly kind: 'refused'
  readonly place: Place
  readonly message: string
}

/** A record of a type that has no counterpart here: importers count these by type. */
export interface ReadSkip {
  readonly kind: 'skipped'
  readonly place: Place
  readonly type: string
}

export type ReadItem = ReadRecord | ReadWarning | ReadRefusal | ReadSkip

/** What every reader is told. A format may ask for more. */
export interface ReadOptions {
  /** The file's name without its folders: ids are derived from it where a file does not name itself. */
  readonly file: string
}

/**
 * Reads a file as it comes, holding no more of it than a record. Warnings come before the record they are about.
 * @throws NotWellFormed where the file as a whole cannot be read, at the latest when it has ended: what came before must
 * then be taken back. A caller that cannot take back reads twice, and lets nothing of the first time through.
 */
export type Reader<Options extends ReadOptions = ReadOptions> = (
  bytes: Bytes,
  options: Options,
) => AsyncIterable<ReadItem>

/** Writes records as a file of the format, in pieces. */
export type Writer<Options = Record<never, never>> = (
  records: AsyncIterable<ReadRecord> | Iterable<ReadRecord>,
  options: Options,
) => AsyncIterable<string>
