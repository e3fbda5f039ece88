/** The version that `LATEST` resolves to; ECS reads it back as this (Amazon ECS developer guide). */
export const PLATFORM_VERSION = "1.4.0";
