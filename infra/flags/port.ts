/** Port at which AWS's agent answers, beside a container and beside a function's code alike. */
export const AGENT_PORT = 2772;
