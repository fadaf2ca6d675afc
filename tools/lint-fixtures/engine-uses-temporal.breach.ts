import { proxyActivities } from '@temporalio/workflow';

export const activities = proxyActivities;
