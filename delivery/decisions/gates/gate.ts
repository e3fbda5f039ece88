import type { Environment } from "../../../infra/environments";
import { fail, type Verdict } from "../verdict";
import type { GateFacts, GatheredFacts } from "./facts";
import type { GateSubject } from "./subject";

/** Looks a fact up. Where it is not known, the gate ends there, and fails. */
export type LookUp = <Key extends keyof GateFacts>(key: Key) => GateFacts[Key];

/** What a gate is, in words and in code. */
interface GateDefinition<Subject> {
  /** The name that the ledger and `nc gate` have for it. */
  readonly name: string;
  /** The question that it asks, as a sentence. */
  readonly question: string;
  /** Before which environments it is asked. */
  readonly environments: readonly Environment[];
  readonly decide: (fact: LookUp, subject: Subject) => Verdict;
}

/** A check that must say yes before a promotion goes on. `Subject` is what it reads of the promotion. */
export interface Gate<Subject = GateSubject> {
  readonly name: string;
  readonly question: string;
  readonly environments: readonly Environment[];
  /** Never throws: a fact that is not known, and a gate that throws, is a `fail`. */
  readonly decide: (facts: GatheredFacts, subject: Subject) => Verdict;
}

/** A gate that fails where it cannot know. */
export function gate<Subject = GateSubject>(definition: GateDefinition<Subject>): Gate<Subject> {
  const { name, question, environments } = definition;
  return {
    name,
    question,
    environments,
    decide(facts, subject) {
      try {
        return definition.decide((key) => lookUp(facts, key), subject);
      } catch (error) {
        if (error instanceof UnknownFact) return fail(`It cannot know: ${error.message}`);
        return fail(`The gate itself broke: ${error instanceof Error ? error.message : error}`);
      }
    },
  };
}

class UnknownFact extends Error {}

function lookUp<Key extends keyof GateFacts>(facts: GatheredFacts, key: Key): GateFacts[Key] {
  const fact = facts[key];
  if (!fact.known) throw new UnknownFact(fact.why);
  return fact.value;
}
