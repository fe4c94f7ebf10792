/**
 * The API's operations as the client calls them: what a path takes and answers is looked up in the
 * API document, so that a request which the API does not know, or answers otherwise, does not compile.
 */
import type { Operations } from "../generated/api.js";

/** "/bookings/{code}" as a path that is filled in: `/bookings/${string}`. */
type Filled<Path extends string> = Path extends `${infer Start}{${string}}${infer End}`
  ? `${Start}${string}${Filled<End>}`
  : Path;

/** The operations' names by method and path: each has exactly one. */
type Name<Method extends string, Path extends string> = {
  [Key in keyof Operations]: Key extends `${Method} ${infer Known}`
    ? Path extends Filled<Known>
      ? Filled<Known> extends Path
        ? Key
        : never
      : never
    : never;
}[keyof Operations];

/** The paths of a method. One that no operation has (yet fits one that is shorter) is answered never. */
type PathOf<Method extends string> = {
  [Key in keyof Operations]: Key extends `${Method} ${infer Known}` ? Filled<Known> : never;
}[keyof Operations];

export type Answer<Method extends string, Path extends string> = Operations[Name<
  Method,
  Path
>]["answer"];
export type Body<Method extends string, Path extends string> = Operations[Name<
  Method,
  Path
>]["body"];

/** What is sent in the address; empty values are left out. */
export type Query<Path extends string> = Blank<Operations[Name<"GET", Path>]["query"]>;
type Blank<Given> = { [Key in keyof Given]: Given[Key] | null | undefined };

export interface Options {
  signal?: AbortSignal | undefined;
  /** More of them, such as Idempotency-Key. */
  headers?: Record<string, string>;
}

/** A client for one API and one key. */
export interface Client {
  get<Path extends PathOf<"GET">>(
    path: Path,
    options?: Options & { query?: Query<Path> },
  ): Promise<Answer<"GET", Path>>;
  post<Path extends PathOf<"POST">>(
    path: Path,
    ...sent: Body<"POST", Path> extends undefined
      ? [body?: undefined, options?: Options]
      : [body: Body<"POST", Path>, options?: Options]
  ): Promise<Answer<"POST", Path>>;
  put<Path extends PathOf<"PUT">>(
    path: Path,
    body: Body<"PUT", Path>,
  ): Promise<Answer<"PUT", Path>>;
  delete<Path extends PathOf<"DELETE">>(path: Path): Promise<null>;
  /** A file, with the name the server gives it; `name` is used when it gives none. */
  file<Path extends PathOf<"GET">>(
    path: Path,
    accept: string,
    name: string,
  ): Promise<{ blob: Blob; name: string }>;
}
