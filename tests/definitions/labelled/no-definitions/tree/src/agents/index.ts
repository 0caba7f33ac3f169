export const agents = [];
