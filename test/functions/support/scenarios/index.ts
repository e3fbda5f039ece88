import { GATE_DEPLOYMENT, GATE_DEPLOYMENT_AGAIN } from "./gate";
import {
  RECORD_SHIFT,
  RECORD_SHIFT_BY_ECS,
  RECORD_SHIFT_OF_FUNCTION,
  SMOKE_TEST,
  SMOKE_TEST_BY_ECS,
  SMOKE_TEST_OF_SERVICE,
} from "./hooks";
import {
  CLOSE_INCIDENT,
  CLOSE_INCIDENT_OF_AN_ALARM,
  OPEN_INCIDENT,
  OPEN_INCIDENT_OF_FLAGS,
} from "./incidents";
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
  "open-incident of flags": OPEN_INCIDENT_OF_FLAGS,
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

/** Those whose faults have tests of their own: they take long, or begin with a fault. */
export const RARE_SCENARIOS: Readonly<Record<string, Scenario>> = {
  "gate-deployment, begun twice": GATE_DEPLOYMENT_AGAIN,
  "run-migrations by ECS": RUN_MIGRATIONS_BY_ECS,
  "run-migrations of a function": RUN_MIGRATIONS_OF_FUNCTION,
  "run-migrations that never end": STOP_MIGRATIONS,
};
