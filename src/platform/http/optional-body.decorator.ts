const optionalBodies = new WeakSet<object>();

/** A request without a body is taken for an empty object of this class. Null is not absence. */
export const OptionalBody = (): ClassDecorator => (metatype) => {
  optionalBodies.add(metatype);
};

export const isOptionalBody = (metatype: object): boolean => optionalBodies.has(metatype);
