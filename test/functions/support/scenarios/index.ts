import { GATE_DEPLOYMENT } from "./gate";
import {
  RECORD_SHIFT,
  RECORD_SHIFT_BY_ECS,
  RECORD_SHIFT_OF_FUNCTION,
  SMOKE_TEST,
  SMOKE_TEST_BY_ECS,
  SMOKE_TEST_OF_SERVICE,
} from "./hooks";
import { CLOSE_INCIDENT, CLOSE_INCIDENT_OF_AN_ALARM, OPEN_INCIDENT } from "./incidents";
import { PUBLISH_KPIS } from "./kpis";
import {
  RUN_MIGRATIONS,
  RUN_MIGRATIONS_BY_ECS,
  RUN_MIGRATIONS_OF_FUNCTION,
  STOP_MIGRATIONS,
} from "./migrations";
import type { Scenario } from "./scenario";

/** What the platform's functions do, by a name that a test's title can have. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "open-incident": OPEN_INCIDENT,
  "close-incident": CLOSE_INCIDENT,
  "close-incident of an alarm": CLOSE_INCIDENT_OF_AN_ALARM,
  "publish-kpis": PUBLISH_KPIS,
  "record-shift": RECORD_SHIFT,
  "record-shift of a function": RECORD_SHIFT_OF_FUNCTION,
  "record-shift by ECS": RECORD_SHIFT_BY_ECS,
  "run-migrations": RUN_MIGRATIONS,
  "smoke-test of a function": SMOKE_TEST,
  "smoke-test of a service": SMOKE_TEST_OF_SERVICE,
  "smoke-test by ECS": SMOKE_TEST_BY_ECS,
  "gate-deployment": GATE_DEPLOYMENT,
};

/** Those of run-migrations whose faults have tests of their own, as they take long. */
export const RARE_SCENARIOS: Readonly<Record<string, Scenario>> = {
  "run-migrations by ECS": RUN_MIGRATIONS_BY_ECS,
  "run-migrations of a function": RUN_MIGRATIONS_OF_FUNCTION,
  "run-migrations that never end": STOP_MIGRATIONS,
};
